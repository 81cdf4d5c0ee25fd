"use client";

import { FileSearch } from "lucide-react";
import { Popover } from "radix-ui";
import { useId } from "react";
import { streamWords } from "@/components/sync/step-words";
import { buttonClass } from "@/components/ui/button-class";
import { plural } from "@/components/ui/format";
import { formatLongDay } from "@/components/ui/format-time";
import type { ClaimRow } from "@/lib/api/marketplace";
import { claimWords } from "./claim-words";

/** What speaks for a claim: each stored row with what it says. Escape closes it. */
export function EvidencePopover({ claim }: { claim: ClaimRow }) {
  const titleId = useId();
  const { label, meaning } = claimWords[claim.kind];
  const about = claim.order_id ?? claim.shipment_id ?? claim.sku ?? "";
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass({ size: "sm" })}>
        <FileSearch aria-hidden="true" className="size-3.5" />
        Evidence
        <span className="sr-only">
          {" "}
          of {label} {about}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={titleId}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-96 max-w-[calc(100vw-1rem)] animate-appear flex-col rounded-lg border border-line bg-surface shadow-pop"
        >
          <h3 id={titleId} className="border-line border-b px-3 py-2 font-semibold">
            {label}
          </h3>
          <p className="px-3 py-2 text-ink-soft text-sm">
            {meaning} Found by the rule {claim.rule}, {claim.confidence}&nbsp;% sure.
          </p>
          <ol className="min-h-0 divide-y overflow-y-auto border-line border-t">
            {claim.evidence.map((evidence) => (
              <li key={`${evidence.stream} ${evidence.id}`} className="px-3 py-2 text-sm">
                <p>{evidence.says}</p>
                <p className="break-all text-ink-faint text-xs">
                  {streamWords(evidence.stream)} {evidence.id}
                  {evidence.at ? `, ${formatLongDay(evidence.at.slice(0, 10))}` : ""}
                </p>
              </li>
            ))}
          </ol>
          <p className="border-line border-t px-3 py-2 text-ink-faint text-xs">
            {plural(claim.evidence.length, "row")} as read; nothing is filed for you.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
