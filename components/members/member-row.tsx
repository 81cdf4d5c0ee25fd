"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod";
import { useRefusal } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { Member, type MemberList } from "@/lib/api/members";
import type { Role } from "@/lib/domain/permission";
import { memberKeys } from "./queries";
import { RoleSelect, roleLabels } from "./role-select";

type Props = { member: Member; isLastOwner: boolean };

export function MemberRow({ member, isLastOwner }: Props) {
  const refusal = useRefusal(member.role === "owner" ? "owners" : "members");
  const whyFixed =
    refusal ?? (isLastOwner ? "The last owner stays one. Make somebody else an owner first." : null);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="break-words font-medium">{member.name}</span>
          {member.is_you ? <Badge>You</Badge> : null}
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
          <span className="break-all">{member.email}</span>
          <span>
            joined <Time at={member.joined_at} />
          </span>
        </p>
      </div>
      <div className="flex items-center gap-2">
        <RoleOf member={member} whyFixed={whyFixed} />
        {member.is_you ? null : <Remove member={member} whyNot={whyFixed} />}
      </div>
    </li>
  );
}

const withMember = (list: MemberList, changed: Member): MemberList => ({
  ...list,
  members: list.members.map((one) => (one.id === changed.id ? changed : one)),
});

function RoleOf({ member, whyFixed }: { member: Member; whyFixed: string | null }) {
  const client = useQueryClient();
  const change = useAct({
    act: (role: Role) => fetchApi(`/api/members/${member.id}`, Member, { method: "PATCH", body: { role } }),
    touches: memberKeys.all,
    onDone: (changed) => {
      const { name, role, is_you } = changed;
      client.setQueryData<MemberList>(memberKeys.all, (list) => list && withMember(list, changed));
      toast.success(`${name} is now ${roleLabels[role].toLowerCase()}`);
      // What one may do oneself is decided by the server when a page is made.
      if (is_you) location.reload();
    },
  });
  if (whyFixed)
    return (
      <span title={whyFixed} className="text-ink-soft text-sm">
        {roleLabels[member.role]}
        <span className="sr-only">. {whyFixed}</span>
      </span>
    );
  return (
    <RoleSelect
      label={`Role of ${member.name}`}
      value={member.role}
      onChange={(role) => change.mutate(role)}
      className="w-28"
    />
  );
}

function Remove({ member, whyNot }: { member: Member; whyNot: string | null }) {
  const [isAsking, setAsking] = useState(false);
  const remove = useAct({
    act: () => fetchApi(`/api/members/${member.id}`, z.null(), { method: "DELETE" }),
    touches: memberKeys.all,
    onDone: () => {
      setAsking(false);
      toast.success("Removed", { description: member.name });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)} disabledReason={whyNot}>
        Remove<span className="sr-only"> {member.name}</span>
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={`Remove ${member.name}?`}
        description="They see nothing of this workspace from their next click on. What they did stays."
        verb="Remove"
        keep="Keep them"
        onConfirm={() => remove.mutate(undefined)}
        isPending={remove.isPending}
      />
    </>
  );
}
