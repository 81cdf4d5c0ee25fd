"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import * as z from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failed } from "@/components/ui/failed";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import type { Connection } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { connectionKeys } from "./queries";

type Props = { connection: Connection; isOpen: boolean; onClose: () => void };

export function DisconnectDialog({ connection, isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={`Disconnect ${connection.name}?`}
      description={`Ends our access at ${connection.provider_name} and deletes its tokens. Numbers synced so far stay.`}
    >
      <Confirmation connection={connection} onClose={onClose} />
    </Dialog>
  );
}

function Confirmation({ connection, onClose }: Omit<Props, "isOpen">) {
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const disconnect = useMutation({
    mutationFn: () => fetchApi(`/api/connections/${connection.id}`, z.null(), { method: "DELETE" }),
    onSuccess: () => {
      toast.success("Disconnected", { description: connection.name });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
  const isConfirmed = typed.trim() === connection.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isConfirmed) disconnect.mutate();
  };
  const reason = disconnect.isPending ? "Disconnecting now." : isConfirmed ? null : "Type the name first.";
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={`Type “${connection.name}” to confirm`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
      {disconnect.error ? <Failed error={disconnect.error} retry={() => disconnect.mutate()} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button type="submit" variant="danger" disabledReason={reason}>
          Disconnect
        </Button>
      </div>
    </form>
  );
}
