"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { ConnectionLink } from "@/components/connections/connection-link";
import { formatDay } from "@/components/ui/format-time";
import { Time } from "@/components/ui/time";
import { WhyCell } from "@/components/why/why-cell";
import type { Change } from "@/lib/api/numbers";
import { causeOf, pairWords, shareWords } from "./change-words";

/** One number that moved: which, why, in which sync, and from what to what. */
export function ChangeRow({ change }: { change: Change }) {
  const { label, meaning } = causeOf(change);
  const { before, after } = pairWords(change);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2 text-sm sm:flex-nowrap">
      <div className="min-w-0">
        <p className="break-words sm:truncate" title={change.entity_name}>
          <span className="font-medium">{change.entity_name}</span>{" "}
          <span className="text-ink-soft">
            {change.metric} of {formatDay(change.day)}
          </span>
        </p>
        <p className="truncate text-ink-faint text-xs">
          <ConnectionLink id={change.connection_id}>{change.connection_name}</ConnectionLink> ·{" "}
          <span title={meaning}>{label}</span> ·{" "}
          <Link data-card href={`/syncs/${change.run_id}`} className="underline underline-offset-2">
            <Time at={change.observed_at} />
            <span className="sr-only">, to its sync</span>
          </Link>
        </p>
      </div>
      <div className="ml-auto shrink-0 text-right">
        <p className="whitespace-nowrap">
          <span className="text-ink-faint">{before}</span>
          <ArrowRight aria-label="became" className="mx-1 inline size-3 text-ink-faint" />
          <WhyCell
            className="font-medium"
            text={after}
            target={{
              connectionId: change.connection_id,
              level: change.level,
              entityId: change.entity_id,
              from: change.day,
              to: change.day,
              metric: change.metric,
              currency: null,
            }}
          />
        </p>
        <p className="text-ink-soft text-xs">{shareWords(change)}</p>
      </div>
    </li>
  );
}
