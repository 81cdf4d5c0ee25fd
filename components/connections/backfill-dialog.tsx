"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useStarted } from "@/components/sync/use-started";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failed } from "@/components/ui/failed";
import { Field } from "@/components/ui/field";
import { useNow } from "@/components/ui/now";
import { Skeleton } from "@/components/ui/skeleton";
import type { Connection } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { SyncNowResponse } from "@/lib/api/sync";
import { addDays, type DayRange } from "@/lib/domain/day";
import { daysProblem } from "./check-days";
import { BackfillPreview } from "./plan-preview";
import { planQuery } from "./queries";
import { todayOf } from "./today-of";

type Props = { connection: Connection; isOpen: boolean; onClose: () => void };

export function BackfillDialog({ connection, isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Read chosen days again"
      description={`Asks ${connection.provider_name} anew for these days of ${connection.name}. What differs is written; the old value is kept.`}
    >
      <DaysForm connection={connection} onClose={onClose} />
    </Dialog>
  );
}

function DaysForm({ connection, onClose }: Omit<Props, "isOpen">) {
  const today = todayOf([connection], useNow());
  const started = useStarted(connection);
  const [days, setDays] = useState<DayRange>(() => ({ from: addDays(today, -6), to: today }));
  const problem = daysProblem(days.from, days.to, today);
  const plan = useQuery({ ...planQuery(connection.id, days), enabled: problem === null });
  const backfill = useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${connection.id}/backfill`, SyncNowResponse, { method: "POST", body: days }),
    onSuccess: ({ job_id }) => {
      started(job_id, "Reading these days again");
      onClose();
    },
  });
  const whyNot =
    problem ??
    (backfill.isPending ? "Asking the server." : plan.data ? null : "What it would read is not known yet.");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === null) backfill.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="First day"
          type="date"
          max={today}
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.target.value })}
        />
        <Field
          label="Last day"
          type="date"
          max={today}
          value={days.to}
          onChange={(event) => setDays({ ...days, to: event.target.value })}
        />
      </div>
      <div className="min-h-40" aria-live="polite">
        {problem ? <p className="text-bad text-sm">{problem}</p> : null}
        {problem === null && plan.isPending ? <Skeleton className="h-40" /> : null}
        {problem === null && plan.error ? (
          <Failed error={plan.error} retry={() => void plan.refetch()} />
        ) : null}
        {problem === null && plan.data ? <BackfillPreview plan={plan.data} /> : null}
      </div>
      {backfill.error ? <Failed error={backfill.error} retry={() => backfill.mutate()} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        <Button type="submit" variant="primary" disabledReason={whyNot}>
          Read again
        </Button>
      </div>
    </form>
  );
}
