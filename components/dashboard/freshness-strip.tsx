import Link from "next/link";
import { freshnessWord } from "@/components/connections/freshness-words";
import { plural } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { type Connection, Freshness } from "@/lib/api/connection";

const shown = 12;

/** How far each connection's numbers can be trusted to be current, the least current first. */
export function FreshnessStrip({ connections }: { connections: Connection[] }) {
  const order = Freshness.options;
  const worst = connections
    .filter(({ status }) => status !== "disconnected")
    .toSorted((left, right) => order.indexOf(right.freshness) - order.indexOf(left.freshness));
  return (
    <ul aria-label="How fresh the data is" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {worst.slice(0, shown).map((connection) => (
        <li key={connection.id} className="inline-flex min-w-0 items-baseline gap-1.5">
          <Link href={`/connections/${connection.id}`} className="max-w-48 truncate hover:underline">
            {connection.name}
          </Link>
          <Status word={freshnessWord(connection)} className="text-xs" />
          <span className="text-ink-faint text-xs">
            <Time at={connection.last_sync_completed_at} never="" />
          </span>
        </li>
      ))}
      {worst.length > shown ? (
        <li>
          <Link href="/settings" className="text-accent underline-offset-2 hover:underline">
            and {plural(worst.length - shown, "other")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
