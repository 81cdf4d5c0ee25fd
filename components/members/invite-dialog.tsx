"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { InvitationLink, type InviteRequest } from "@/lib/api/members";
import type { Role } from "@/lib/domain/permission";
import { LinkShown } from "./link-shown";
import { memberKeys } from "./queries";
import { RoleLegend, RoleSelect } from "./role-select";

type Props = { isOpen: boolean; onClose: () => void };

export function InviteDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Invite somebody"
      description="You get a link to send them. It works once, and only for this address."
    >
      <InviteForm onClose={onClose} />
    </Dialog>
  );
}

function InviteForm({ onClose }: Pick<Props, "onClose">) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [link, setLink] = useState<string | null>(null);
  const invite = useAct({
    act: (body: InviteRequest) =>
      fetchApi("/api/members/invitations", InvitationLink, { method: "POST", body }),
    touches: memberKeys.all,
    onDone: (made) => setLink(made.link),
  });
  if (link !== null) return <LinkShown email={email.trim()} link={link} onClose={onClose} />;
  const isEmail = /^\S+@\S+\.\S+$/.test(email.trim());
  const whyNot = invite.isPending ? "Asking the server." : isEmail ? null : "Type an email address first.";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === null) invite.mutate({ email: email.trim(), role });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label="Email"
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        autoComplete="off"
      />
      <div className="flex flex-col gap-1">
        <span aria-hidden="true" className="font-medium text-sm">
          Role
        </span>
        <RoleSelect label="Role" value={role} onChange={setRole} className="h-9 w-full" />
      </div>
      <RoleLegend />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabledReason={whyNot}>
          Make the link
        </Button>
      </div>
    </form>
  );
}
