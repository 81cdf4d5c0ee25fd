"use client";

import { CirclePause, CirclePlay, Ellipsis, History, ListChecks, RefreshCcwDot, Unplug } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useRefusals } from "@/components/shell/viewer";
import { useSyncNow } from "@/components/sync/use-sync-now";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { Connection } from "@/lib/api/connection";
import { DisconnectDialog } from "./disconnect-dialog";
import { isBusy } from "./is-busy";
import { TestDialog } from "./test-dialog";
import { usePause } from "./use-pause";

export function ConnectionMenu({ connection }: { connection: Connection }) {
  const [dialog, setDialog] = useState<"test" | "disconnect" | null>(null);
  const { operate, administer } = useRefusals();
  const sync = useSyncNow(connection);
  const pause = usePause(connection);
  const isPaused = connection.status === "paused";
  const notActive = connection.status === "active" ? null : "Only an active connection can sync.";
  const whyNoFull = operate ?? notActive ?? (isBusy(connection) ? "A sync is under way." : null);
  const trigger = (
    <Button size="icon" aria-label={`More for ${connection.name}`}>
      <Ellipsis aria-hidden="true" className="size-4" />
    </Button>
  );
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem icon={RefreshCcwDot} onSelect={() => sync.mutate("full")} disabledReason={whyNoFull}>
          Full sync
        </MenuItem>
        <MenuItem icon={ListChecks} onSelect={() => setDialog("test")} disabledReason={operate}>
          Test connection
        </MenuItem>
        <MenuItem
          icon={isPaused ? CirclePlay : CirclePause}
          onSelect={() => pause.mutate()}
          disabledReason={operate}
        >
          {isPaused ? "Resume" : "Pause"}
        </MenuItem>
        <MenuLink>
          <Link href={`/syncs?connection=${connection.id}`}>
            <History aria-hidden="true" className="size-4" />
            View syncs
          </Link>
        </MenuLink>
        <MenuSeparator />
        <MenuItem icon={Unplug} isDanger onSelect={() => setDialog("disconnect")} disabledReason={administer}>
          Disconnect
        </MenuItem>
      </Menu>
      <TestDialog connection={connection} isOpen={dialog === "test"} onClose={() => setDialog(null)} />
      <DisconnectDialog
        connection={connection}
        isOpen={dialog === "disconnect"}
        onClose={() => setDialog(null)}
      />
    </>
  );
}
