"use client";

import { useQuery } from "@tanstack/react-query";
import { Failed } from "@/components/ui/failed";
import { formatDuration } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { deliveryQuery } from "./queries";

type Props = { webhookId: string; deliveryId: string };

const block = "whitespace-pre-wrap break-all rounded-md bg-raised p-2 font-mono text-xs";

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** What was sent, and what each attempt was answered; answers are shown as text, never run. */
export function DeliveryLog({ webhookId, deliveryId }: Props) {
  const { data, error, isPending, refetch } = useQuery(deliveryQuery(webhookId, deliveryId));
  if (isPending) return <Skeleton className="mt-3 h-24" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <div className="mt-3 flex flex-col gap-3 text-sm">
      <p className="text-ink-soft">
        Sent as <code className="break-all font-mono text-xs">{deliveryId}</code>
      </p>
      <pre className={block}>{pretty(data.body)}</pre>
      {data.attempts.length === 0 ? <p className="text-ink-soft">No attempt yet.</p> : null}
      <ol className="flex flex-col gap-2">
        {data.attempts.map(({ attempt, at, status, duration_ms, excerpt, error: reason }) => (
          <li key={attempt} className="flex flex-col gap-1">
            <p className="flex flex-wrap gap-x-3">
              <span className="font-medium">Attempt {attempt}</span>
              <span>{status === null ? "no answer" : `answered ${status}`}</span>
              <span className="text-ink-soft">{formatDuration(duration_ms)}</span>
              <span className="text-ink-faint">
                <Time at={at} />
              </span>
              {reason ? <span className="text-ink-soft">{reason}</span> : null}
            </p>
            {excerpt ? <pre className={block}>{excerpt}</pre> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
