"use client";

import { useQuery } from "@tanstack/react-query";
import { AlertRow } from "@/components/alerts/alert-row";
import { openAlertsQuery } from "@/components/alerts/queries";
import { Card, CardHeader } from "@/components/ui/card";
import { plural } from "@/components/ui/format";

/** What is wrong with this connection and not over; nothing while nothing is. */
export function OwnAlerts({ connectionId }: { connectionId: string }) {
  const { data } = useQuery(openAlertsQuery());
  const own = data?.alerts.filter(({ connection_id }) => connection_id === connectionId) ?? [];
  if (own.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Alerts" note={plural(own.length, "open one", "open ones")} />
      <ul className="divide-y">
        {own.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </ul>
    </Card>
  );
}
