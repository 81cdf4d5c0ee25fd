"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatCount } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { InvitationRow } from "./invitation-row";
import { InviteDialog } from "./invite-dialog";
import { MemberRow } from "./member-row";
import { membersQuery } from "./queries";

export function MembersView() {
  const { data, error, isPending, refetch } = useQuery(membersQuery());
  const [isInviting, setInviting] = useState(false);
  const refusal = useRefusal("members");
  if (isPending) return <Skeleton className="h-44" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  const { members, invitations } = data;
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <>
      <Card>
        <CardHeader title="Members" note={formatCount(members.length)}>
          <Button variant="primary" onClick={() => setInviting(true)} disabledReason={refusal}>
            <UserPlus aria-hidden="true" className="size-4" />
            Invite
          </Button>
        </CardHeader>
        <ul className="divide-y">
          {members.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              isLastOwner={member.role === "owner" && owners === 1}
            />
          ))}
        </ul>
      </Card>
      {refusal ? null : (
        <Card>
          <CardHeader title="Invitations" note={formatCount(invitations.length)} />
          {invitations.length === 0 ? (
            <p className="px-4 py-3 text-ink-soft text-sm">
              Nobody is invited. Who accepts moves to the list above.
            </p>
          ) : (
            <ul className="divide-y">
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} />
              ))}
            </ul>
          )}
        </Card>
      )}
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
    </>
  );
}
