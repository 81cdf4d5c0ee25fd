"use client";

import { ConnectionLink } from "@/components/connections/connection-link";
import { Badge } from "@/components/ui/badge";
import { formatMoney, plural } from "@/components/ui/format";
import { formatDay, formatLongDay } from "@/components/ui/format-time";
import { useNow } from "@/components/ui/now";
import type { ClaimRow } from "@/lib/api/marketplace";
import { claimWords, daysUntil } from "./claim-words";
import { EvidencePopover } from "./evidence-popover";

const soonDays = 7;

function Deadline({ claim }: { claim: ClaimRow }) {
  const now = useNow();
  const title = `The marketplace takes it until ${formatLongDay(claim.deadline)}.`;
  if (claim.status !== "open") return <span title={title}>until {formatDay(claim.deadline)}</span>;
  const left = daysUntil(claim.deadline, now);
  const words = left <= 0 ? "last day" : `${plural(left, "day")} left`;
  return (
    <span title={title}>
      {left <= soonDays ? <Badge tone="warn">{words}</Badge> : words}
      <span className="sr-only">, until {formatDay(claim.deadline)}</span>
    </span>
  );
}

/** One claim: what is owed, for what, how long it can be claimed, and why we think so. */
export function ClaimListRow({ claim }: { claim: ClaimRow }) {
  const { label, meaning } = claimWords[claim.kind];
  const subjects = [claim.sku, claim.order_id, claim.shipment_id].filter((text) => text !== null);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <div className="min-w-0 flex-1 basis-44">
        <p className="break-words" title={meaning}>
          <span className="font-medium">{label}</span>{" "}
          <span className="text-ink-soft">{plural(claim.quantity, "unit")}</span>
        </p>
        <p className="wrap-anywhere text-ink-faint text-xs lg:truncate" title={subjects.join(" · ")}>
          {subjects.join(" · ")} ·{" "}
          <ConnectionLink id={claim.connection_id}>{claim.connection_name}</ConnectionLink>
        </p>
      </div>
      <div className="ml-auto flex items-center gap-2">
        <span className="text-ink-soft text-xs">
          <Deadline claim={claim} />
        </span>
        <span className="min-w-20 text-right font-medium">
          {claim.amount === null ? (
            <span title="Nothing read so far says what a unit is worth." className="text-ink-faint">
              not valued
            </span>
          ) : (
            formatMoney(Number(claim.amount), claim.currency)
          )}
        </span>
        <EvidencePopover claim={claim} />
      </div>
    </li>
  );
}
