"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import * as z from "zod";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { memberKeys, membersQuery } from "./queries";

/** The workspace itself: its name, all its data to take home, and the way out. */
export function WorkspaceCard({ name }: { name: string }) {
  return (
    <Card>
      <CardHeader title="Workspace" />
      <div className="flex flex-col divide-y">
        <Rename name={name} />
        <TakeOut />
        <Leave name={name} />
      </div>
    </Card>
  );
}

function Rename({ name }: { name: string }) {
  const refusal = useRefusal("members");
  const [typed, setTyped] = useState(name);
  const rename = useAct({
    act: () => fetchApi("/api/workspace", z.null(), { method: "PATCH", body: { name: typed.trim() } }),
    touches: memberKeys.all,
    onDone: () => location.reload(),
  });
  const isSame = typed.trim() === name || typed.trim() === "";
  const whyNot =
    refusal ?? (isSame ? "Type another name first." : rename.isPending ? "Asking the server." : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === null) rename.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 p-4">
      <div className="w-full max-w-sm">
        <Field
          label="Name of the workspace"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={80}
          autoComplete="off"
          readOnly={refusal !== null}
        />
      </div>
      <Button type="submit" className="h-9" disabledReason={whyNot}>
        Rename
      </Button>
    </form>
  );
}

function TakeOut() {
  const refusal = useRefusal("take_out");
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 p-4">
      <p className="text-ink-soft text-sm">
        Every row of this workspace but its secrets, as lines of JSON. It may take a while; the file ends with
        its counts.
      </p>
      {refusal ? (
        <Button disabledReason={refusal}>Export everything</Button>
      ) : (
        <a href="/api/workspace/export" download className={buttonClass()}>
          <Download aria-hidden="true" className="size-4" />
          Export everything
        </a>
      )}
    </div>
  );
}

function Leave({ name }: { name: string }) {
  const { data } = useQuery(membersQuery());
  const [isAsking, setAsking] = useState(false);
  const owners = data?.members.filter(({ role }) => role === "owner") ?? [];
  const isLastOwner = owners.length === 1 && owners[0]?.is_you === true;
  const whyNot = isLastOwner ? "You are its last owner. Make somebody else an owner first." : null;
  const leave = useAct({
    act: () => fetchApi("/api/workspace/leave", z.null(), { method: "POST" }),
    touches: memberKeys.all,
    onDone: () => location.assign("/dashboard"),
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 p-4">
      <p className="text-ink-soft text-sm">What you did stays. To come back you need an invitation.</p>
      <Button variant="danger" onClick={() => setAsking(true)} disabledReason={whyNot}>
        Leave the workspace
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={`Leave ${name}?`}
        description="You see nothing of it afterwards."
        verb="Leave"
        keep="Stay"
        onConfirm={() => leave.mutate(undefined)}
        isPending={leave.isPending}
      />
    </div>
  );
}
