"use client";

import { Eraser, Unplug } from "lucide-react";
import { useState } from "react";
import { DisconnectDialog } from "@/components/connections/disconnect-dialog";
import { isBusy } from "@/components/connections/is-busy";
import { ResetDialog } from "@/components/connections/reset-dialog";
import { usePause } from "@/components/connections/use-pause";
import { useRefusals } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Connection } from "@/lib/api/connection";

const row = "flex flex-wrap items-center justify-between gap-3 px-4 py-3 text-sm";

/** What takes something away; each says what stays. */
export function DangerCard({ connection }: { connection: Connection }) {
  const [open, setOpen] = useState<"reset" | "disconnect" | null>(null);
  const { operate, administer } = useRefusals();
  const pause = usePause(connection);
  const isPaused = connection.status === "paused";
  const notActive = connection.status === "active" ? null : "Only an active connection can sync.";
  const whyNoReset = administer ?? notActive ?? (isBusy(connection) ? "A sync is under way." : null);
  const whyNoPause = operate ?? (isPaused ? null : notActive);
  const close = () => setOpen(null);
  return (
    <Card>
      <CardHeader title="Danger zone" />
      <ul className="divide-y">
        <li className={row}>
          <p>
            {isPaused ? "Resume: it syncs again as before." : "Pause: nothing is read until you resume it."}{" "}
            <span className="text-ink-soft">Numbers stay.</span>
          </p>
          <Button size="sm" onClick={() => pause.mutate()} disabledReason={whyNoPause}>
            {isPaused ? "Resume" : "Pause"}
            <span className="sr-only"> {connection.name}</span>
          </Button>
        </li>
        <li className={row}>
          <p>
            Start a stream over: forgets one stream and reads it anew.{" "}
            <span className="text-ink-soft">Its revisions stay.</span>
          </p>
          <Button size="sm" variant="danger" onClick={() => setOpen("reset")} disabledReason={whyNoReset}>
            <Eraser aria-hidden="true" className="size-3.5" />
            Start over…
          </Button>
        </li>
        <li className={row}>
          <p>
            Disconnect: ends our access and deletes its tokens.{" "}
            <span className="text-ink-soft">Numbers synced so far stay.</span>
          </p>
          <Button
            size="sm"
            variant="danger"
            onClick={() => setOpen("disconnect")}
            disabledReason={
              administer ?? (connection.status === "disconnected" ? "It is disconnected." : null)
            }
          >
            <Unplug aria-hidden="true" className="size-3.5" />
            Disconnect…
          </Button>
        </li>
      </ul>
      <ResetDialog connection={connection} isOpen={open === "reset"} onClose={close} />
      <DisconnectDialog connection={connection} isOpen={open === "disconnect"} onClose={close} />
    </Card>
  );
}
