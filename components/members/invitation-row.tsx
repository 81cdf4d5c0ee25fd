"use client";

import { useState } from "react";
import * as z from "zod";
import { useRefusal } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { type Invitation, InvitationLink } from "@/lib/api/members";
import { LinkShown } from "./link-shown";
import { memberKeys } from "./queries";
import { roleLabels } from "./role-select";

export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, email, role, status, expires_at, invited_by } = invitation;
  const whyNot = useRefusal(role === "owner" ? "owners" : "members");
  const [link, setLink] = useState<string | null>(null);
  const renew = useAct({
    act: () => fetchApi(`/api/members/invitations/${id}/renew`, InvitationLink, { method: "POST" }),
    touches: memberKeys.all,
    onDone: (made) => setLink(made.link),
  });
  const withdraw = useAct({
    act: () => fetchApi(`/api/members/invitations/${id}`, z.null(), { method: "DELETE" }),
    touches: memberKeys.all,
    onDone: () => void toast.success("Withdrawn", { description: email }),
  });
  const busy = renew.isPending || withdraw.isPending ? "Asking the server." : null;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="break-all font-medium">{email}</span>
          <Badge>{roleLabels[role]}</Badge>
          {status === "expired" ? <Badge tone="warn">Expired</Badge> : null}
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
          <span>invited by {invited_by}</span>
          <span>
            the link {status === "expired" ? "ended" : "ends"} <Time at={expires_at} />
          </span>
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Button onClick={() => renew.mutate(undefined)} disabledReason={whyNot ?? busy}>
          New link<span className="sr-only"> for {email}</span>
        </Button>
        <Button onClick={() => withdraw.mutate(undefined)} disabledReason={whyNot ?? busy}>
          Withdraw<span className="sr-only"> the invitation of {email}</span>
        </Button>
      </div>
      <Dialog
        isOpen={link !== null}
        onOpenChange={(isOpen) => !isOpen && setLink(null)}
        title="A new link"
        description="The one before it has stopped working."
      >
        {link ? <LinkShown email={email} link={link} onClose={() => setLink(null)} /> : null}
      </Dialog>
    </li>
  );
}
