"use client";

import { CheckList } from "@/components/connect/check-list";
import { useSetupTest } from "@/components/connect/use-setup-test";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Connection } from "@/lib/api/connection";

type Props = { connection: Connection; isOpen: boolean; onClose: () => void };

export function TestDialog({ connection, isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={`Test ${connection.name}`}
      description="Asks the provider a few small questions. Nothing is synced."
    >
      <Checks connectionId={connection.id} />
    </Dialog>
  );
}

function Checks({ connectionId }: { connectionId: string }) {
  const test = useSetupTest(connectionId, null);
  return (
    <div className="flex flex-col gap-3">
      <CheckList test={test} />
      <Button
        className="self-end"
        onClick={test.again}
        disabledReason={test.isRunning ? "The test is running." : null}
      >
        Test again
      </Button>
    </div>
  );
}
