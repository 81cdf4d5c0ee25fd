"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useRefusals } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Alert } from "@/lib/api/alerts";
import { alertWord, isUnseen } from "./alert-words";
import { useAcknowledge } from "./use-acknowledge";

const link = "text-accent underline underline-offset-2";

export function AlertRow({ alert }: { alert: Alert }) {
  return (
    <li
      data-card
      tabIndex={-1}
      className="flex flex-col gap-x-4 gap-y-2 px-4 py-3 sm:flex-row sm:items-start sm:justify-between"
    >
      <div className="flex min-w-0 flex-col gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="min-w-0 break-words font-semibold">{alert.title}</h2>
          <Status word={alertWord(alert)} className="text-sm" />
        </div>
        <p className="break-words text-sm">
          {alert.detail}{" "}
          {alert.fix && alert.status === "open" ? <span className="text-ink-soft">{alert.fix}</span> : null}
        </p>
        <Facts alert={alert} />
      </div>
      {isUnseen(alert) ? <AcknowledgeButton alert={alert} /> : null}
    </li>
  );
}

function Facts({ alert }: { alert: Alert }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
      <span>
        since <Time at={alert.opened_at} />
      </span>
      {alert.resolved_at === null ? null : (
        <span>
          over <Time at={alert.resolved_at} />
        </span>
      )}
      {alert.acknowledged_at === null ? null : (
        <span>
          acknowledged{alert.acknowledged_by ? ` by ${alert.acknowledged_by}` : ""}{" "}
          <Time at={alert.acknowledged_at} />
        </span>
      )}
      {alert.connection_name === null ? (
        <Link href="/settings/webhooks" className={link}>
          Webhooks
        </Link>
      ) : (
        <>
          <Link href={`/connections/${alert.connection_id}`} className={link}>
            Connection<span className="sr-only"> {alert.connection_name}</span>
          </Link>
          <Link href={`/syncs?connection=${alert.connection_id}`} className={link}>
            Its syncs<span className="sr-only">, of {alert.connection_name}</span>
          </Link>
        </>
      )}
    </p>
  );
}

function AcknowledgeButton({ alert }: { alert: Alert }) {
  const acknowledge = useAcknowledge();
  const { operate } = useRefusals();
  return (
    <Button
      size="sm"
      className="self-start"
      onClick={() => acknowledge.mutate(alert.id)}
      disabledReason={operate ?? (acknowledge.isPending ? "Asking the server." : null)}
      tooltip="I know; take it out of the count"
    >
      <Check aria-hidden="true" className="size-3.5" />
      Acknowledge<span className="sr-only"> {alert.title}</span>
    </Button>
  );
}
