"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { plural } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { AlertSeverity } from "@/lib/domain/alert";
import { alertWord, isUnseen } from "./alert-words";
import { openAlertsQuery } from "./queries";

const shown = 3;
const order: readonly AlertSeverity[] = ["critical", "warning", "info"];

/** What asks for a person and nobody has acknowledged, worst first; no card when there is nothing. */
export function NeedsYouCard() {
  const { data } = useQuery(openAlertsQuery());
  const unseen = data?.alerts.filter((alert) => isUnseen(alert) && alert.severity !== "info") ?? [];
  if (unseen.length === 0) return null;
  const worst = unseen.toSorted(
    (left, right) => order.indexOf(left.severity) - order.indexOf(right.severity),
  );
  return (
    <Card>
      <CardHeader title="Needs you" note={plural(unseen.length, "alert")}>
        <Link href="/alerts" className="text-accent text-sm underline-offset-2 hover:underline">
          All alerts
        </Link>
      </CardHeader>
      <ul className="divide-y">
        {worst.slice(0, shown).map((alert) => (
          <li
            key={alert.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2 text-sm"
          >
            <p className="min-w-0 break-words">
              <span className="font-medium">{alert.title}</span>{" "}
              <span className="text-ink-soft">{alert.fix}</span>
            </p>
            <p className="inline-flex items-baseline gap-3">
              <Status word={alertWord(alert)} className="text-sm" />
              <span className="text-ink-faint text-xs">
                <Time at={alert.opened_at} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
