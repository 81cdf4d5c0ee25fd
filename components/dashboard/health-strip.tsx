import { clsx } from "clsx";
import Link from "next/link";
import { countHealth, healthGroups, healthWords } from "@/components/connections/health-groups";
import { formatCount } from "@/components/ui/format";
import { toneText } from "@/components/ui/tone";
import type { Connection } from "@/lib/api/connection";

/** How many connections are well, at work or in need; each leads to the list of them. */
export function HealthStrip({ connections }: { connections: Connection[] }) {
  return (
    <nav aria-label="Connections by state" className="flex flex-wrap gap-1.5">
      {countHealth(connections).map(({ group, count }) => {
        const { meaning, tone, icon: Icon } = healthGroups[group];
        return (
          <Link
            key={group}
            href={`/settings?show=${group}`}
            title={meaning}
            className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 text-sm hover:bg-raised"
          >
            <Icon
              aria-hidden="true"
              className={clsx("size-3.5", count > 0 ? toneText[tone] : "text-ink-faint")}
            />
            <span className="font-semibold">{formatCount(count)}</span>
            <span className="text-ink-soft">{healthWords(group, count)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
