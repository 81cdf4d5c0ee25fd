"use client";

import { CirclePlay, PlugZap } from "lucide-react";
import { useRefusals } from "@/components/shell/viewer";
import { SyncNowButton } from "@/components/sync/sync-now-button";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { Connection } from "@/lib/api/connection";
import { connectPath } from "./connect-path";
import { isBusy } from "./is-busy";
import { usePause } from "./use-pause";

/** The one thing to do with a connection now: sync, cancel what a pause lets end, resume, or reconnect. */
export function PrimaryAction({ connection }: { connection: Connection }) {
  if (connection.status === "active" || (connection.status === "paused" && isBusy(connection)))
    return <SyncNowButton connection={connection} />;
  if (connection.status === "paused") return <ResumeButton connection={connection} />;
  return <ReconnectLink connection={connection} />;
}

function ResumeButton({ connection }: { connection: Connection }) {
  const pause = usePause(connection);
  const { operate } = useRefusals();
  return (
    <Button
      className="min-w-28"
      onClick={() => pause.mutate()}
      disabledReason={operate ?? (pause.isPending ? "Asking the server." : null)}
    >
      <CirclePlay aria-hidden="true" className="size-4" />
      Resume<span className="sr-only"> {connection.name}</span>
    </Button>
  );
}

function ReconnectLink({ connection }: { connection: Connection }) {
  const { administer } = useRefusals();
  const words = (
    <>
      <PlugZap aria-hidden="true" className="size-4" />
      {connection.status === "disconnected" ? "Connect again" : "Reconnect"}
      <span className="sr-only"> {connection.name}</span>
    </>
  );
  if (administer !== null) return <Button disabledReason={administer}>{words}</Button>;
  return (
    <a
      href={connectPath(connection.provider, { connectionId: connection.id })}
      className={buttonClass({ variant: "primary" })}
    >
      {words}
    </a>
  );
}
