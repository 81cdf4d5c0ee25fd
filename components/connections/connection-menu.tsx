"use client";

import {
  CalendarSearch,
  CirclePause,
  CirclePlay,
  Download,
  Ellipsis,
  Eraser,
  History,
  ListChecks,
  RefreshCcwDot,
  SquareCheck,
  Unplug,
} from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { AccountsDialog } from "@/components/connect/accounts-dialog";
import { useRefusals } from "@/components/shell/viewer";
import { useSyncNow } from "@/components/sync/use-sync-now";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { Connection } from "@/lib/api/connection";
import { BackfillDialog } from "./backfill-dialog";
import { DisconnectDialog } from "./disconnect-dialog";
import { downloadSnapshot } from "./download-snapshot";
import { isBusy } from "./is-busy";
import { ResetDialog } from "./reset-dialog";
import { TestDialog } from "./test-dialog";
import { usePause } from "./use-pause";

const dialogs = {
  accounts: AccountsDialog,
  backfill: BackfillDialog,
  reset: ResetDialog,
  test: TestDialog,
  disconnect: DisconnectDialog,
};
const names = Object.keys(dialogs) as (keyof typeof dialogs)[];

export function ConnectionMenu({ connection }: { connection: Connection }) {
  const [dialog, setDialog] = useState<keyof typeof dialogs | null>(null);
  const { operate, administer } = useRefusals();
  const sync = useSyncNow(connection);
  const pause = usePause(connection);
  const isPaused = connection.status === "paused";
  const notActive = connection.status === "active" ? null : "Only an active connection can sync.";
  const whyNoPause = operate ?? (isPaused ? null : notActive);
  const isOver = connection.status === "disconnected" ? "It is disconnected." : null;
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
        <MenuItem icon={CalendarSearch} onSelect={() => setDialog("backfill")} disabledReason={whyNoFull}>
          Read chosen days again…
        </MenuItem>
        <MenuItem
          icon={SquareCheck}
          onSelect={() => setDialog("accounts")}
          disabledReason={
            administer ?? (connection.status === "disconnected" ? "Connect it again first." : null)
          }
        >
          Choose accounts…
        </MenuItem>
        <MenuItem icon={ListChecks} onSelect={() => setDialog("test")} disabledReason={operate}>
          Test connection
        </MenuItem>
        <MenuItem
          icon={isPaused ? CirclePlay : CirclePause}
          onSelect={() => pause.mutate()}
          disabledReason={whyNoPause}
        >
          {isPaused ? "Resume" : "Pause"}
        </MenuItem>
        <MenuLink>
          <Link href={`/syncs?connection=${connection.id}`}>
            <History aria-hidden="true" className="size-4" />
            View syncs
          </Link>
        </MenuLink>
        <MenuItem icon={Download} onSelect={() => void downloadSnapshot(connection.id)}>
          Download snapshot
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={Eraser}
          isDanger
          onSelect={() => setDialog("reset")}
          disabledReason={administer ?? whyNoFull}
        >
          Start a stream over…
        </MenuItem>
        <MenuItem
          icon={Unplug}
          isDanger
          onSelect={() => setDialog("disconnect")}
          disabledReason={administer ?? isOver}
        >
          Disconnect
        </MenuItem>
      </Menu>
      {names.map((name) => {
        const Dialog = dialogs[name];
        return (
          <Dialog
            key={name}
            connection={connection}
            isOpen={dialog === name}
            onClose={() => setDialog(null)}
          />
        );
      })}
    </>
  );
}
