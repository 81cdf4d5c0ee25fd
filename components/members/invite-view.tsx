"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { InvitationPreview } from "@/lib/api/members";
import { roleWords } from "@/lib/domain/permission";
import { AcceptButton } from "./accept-button";
import { keepInvitation, readInvitation } from "./invitation-token";
import { invitationQuery } from "./queries";
import { roleLabels } from "./role-select";

/** Reads the secret behind the `#`, which no server saw, and keeps it in this tab while one signs in. */
export function InviteView() {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  useEffect(() => setToken(keepInvitation(location.hash) ?? readInvitation()), []);
  if (token === undefined) return <Skeleton className="h-40" />;
  if (token === null)
    return <Notice tone="warn">This link is not whole. Open it again as it was sent to you.</Notice>;
  return <Invitation token={token} />;
}

function Invitation({ token }: { token: string }) {
  const { data, error, isPending, refetch } = useQuery(invitationQuery(token));
  if (isPending) return <Skeleton className="h-40" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  const { workspace_name, role, invited_by, expires_at, status } = data;
  return (
    <div className="flex flex-col gap-4">
      <p>
        {invited_by} invites you to <strong>{workspace_name}</strong> as {roleLabels[role].toLowerCase()}:{" "}
        <span className="text-ink-soft">{roleWords[role]}.</span>
      </p>
      {status === "open" ? (
        <>
          <Next invitation={data} token={token} />
          <p className="text-ink-faint text-xs">
            The link ends <Time at={expires_at} />.
          </p>
        </>
      ) : (
        <Notice tone="warn" role="status">
          {over[status]} Ask {invited_by} for a new link.
        </Notice>
      )}
    </div>
  );
}

const over = {
  expired: "This invitation has expired.",
  used: "This link was used already.",
  withdrawn: "This invitation was withdrawn.",
} as const;

function Next({ invitation, token }: { invitation: InvitationPreview; token: string }) {
  const { email, signed_in_as } = invitation;
  if (signed_in_as?.toLowerCase() === email) return <AcceptButton token={token} email={email} />;
  return (
    <div className="flex flex-col gap-3">
      <Notice role="status">
        {signed_in_as
          ? `It is for ${email}; you are signed in as ${signed_in_as}. Sign in as ${email} to go on.`
          : `It is for ${email}. Sign in with that address, or create an account with it.`}
      </Notice>
      <Link href="/sign-up?next=/invite" className={buttonClass({ variant: "primary" })}>
        Create an account
      </Link>
      <Link href="/sign-in?next=/invite" className={buttonClass()}>
        Sign in
      </Link>
    </div>
  );
}
