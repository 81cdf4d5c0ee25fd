"use client";

import { useRefusals } from "@/components/shell/viewer";
import { buttonClass } from "@/components/ui/button-class";
import { plural } from "@/components/ui/format";
import { formatAbsolute, formatLongDay } from "@/components/ui/format-time";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/now";
import type { Connection } from "@/lib/api/connection";
import { connectPath } from "./connect-path";

const dayMs = 24 * 3_600_000;
const soonMs = 30 * dayMs;

/** A day that may lie a year ahead, and how far away it is. */
function End({ at, now }: { at: string; now: number }) {
  const days = Math.max(0, Math.floor((Date.parse(at) - now) / dayMs));
  return (
    <time dateTime={at} title={formatAbsolute(at)}>
      {formatLongDay(at.slice(0, 10))} (in {plural(days, "day")})
    </time>
  );
}

/** Where only a person can renew the access: until when it lasts, loudly in its last month. */
export function ConsentEnd({ connection }: { connection: Connection }) {
  const now = useNow();
  const { administer } = useRefusals();
  const { consent_ends_at: endsAt, status, provider, provider_name: name } = connection;
  if (endsAt === null || (status !== "active" && status !== "paused")) return null;
  if (Date.parse(endsAt) - now > soonMs)
    return (
      <p className="text-ink-faint text-xs">
        {name} asks for a new consent on <End at={endsAt} now={now} />.
      </p>
    );
  const renew = (
    <a href={connectPath(provider, { connectionId: connection.id })} className={buttonClass({ size: "sm" })}>
      Reconnect<span className="sr-only"> {connection.name}</span>
    </a>
  );
  return (
    <Notice tone="warn" action={administer === null ? renew : undefined}>
      <strong className="font-medium">You: reconnect {name} in time.</strong> Its consent ends on{" "}
      <End at={endsAt} now={now} />; only a person can renew it.
    </Notice>
  );
}
