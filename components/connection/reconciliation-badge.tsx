"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Scale, TriangleAlert } from "lucide-react";
import { Popover } from "radix-ui";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Failed } from "@/components/ui/failed";
import { plural } from "@/components/ui/format";
import { reconciliationQuery } from "./queries";
import { ReconciliationBody } from "./reconciliation-body";

/** Do campaigns and ads add up to their account? Pressed, it lists the days that differ, and why. */
export function ReconciliationBadge({ connectionId }: { connectionId: string }) {
  const titleId = useId();
  const { data, error, refetch } = useQuery(reconciliationQuery(connectionId));
  const Icon = data === undefined ? Scale : data.status === "ok" ? Check : TriangleAlert;
  const words =
    data === undefined
      ? error
        ? "Could not add up"
        : "Adding up"
      : data.days_checked === 0
        ? "Nothing to add up yet"
        : data.status === "ok"
          ? "Adds up"
          : `${plural(data.days_with_gap, "day differs", "days differ")}`;
  return (
    <Popover.Root>
      <Popover.Trigger
        className={buttonClass()}
        title="Do campaigns and ads add up to what the account says?"
      >
        <Icon
          aria-hidden="true"
          className={data?.status === "gap" ? "size-3.5 text-warn" : "size-3.5 text-good"}
        />
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={titleId}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-104 max-w-[calc(100vw-1rem)] animate-appear flex-col rounded-lg border border-line bg-surface shadow-pop"
        >
          <h2 id={titleId} className="border-line border-b px-3 py-2 font-semibold">
            Account against campaigns and ads
          </h2>
          {data ? <ReconciliationBody reconciliation={data} /> : null}
          {error && !data ? (
            <div className="p-3">
              <Failed error={error} retry={() => void refetch()} />
            </div>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
