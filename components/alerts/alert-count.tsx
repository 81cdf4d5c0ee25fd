"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount, plural } from "@/components/ui/format";
import { isUnseen } from "./alert-words";
import { openAlertsQuery } from "./queries";

/** How many alerts nobody has seen to yet; nothing when there are none. */
export function AlertCount() {
  const { data } = useQuery(openAlertsQuery());
  const count = data?.alerts.filter(isUnseen).length ?? 0;
  if (count === 0) return null;
  return (
    <span
      title={`${plural(count, "alert")} nobody has acknowledged`}
      className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm bg-warn-tint px-1 font-medium text-warn text-xs"
    >
      <span aria-hidden="true">{count > 99 ? "99+" : formatCount(count)}</span>
      <span className="sr-only">, {formatCount(count)} not acknowledged</span>
    </span>
  );
}
