"use client";

import * as z from "zod";
import { Button } from "@/components/ui/button";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { forgetInvitation } from "./invitation-token";

export function AcceptButton({ token, email }: { token: string; email: string }) {
  const accept = useAct({
    act: () => fetchApi("/api/invitations/accept", z.null(), { method: "POST", body: { token } }),
    touches: ["invitation", token],
    onDone: () => {
      forgetInvitation();
      location.assign("/dashboard");
    },
  });
  return (
    <div className="flex flex-col gap-2">
      <Button
        variant="primary"
        className="h-9"
        onClick={() => accept.mutate(undefined)}
        disabledReason={accept.isPending ? "Asking the server." : null}
      >
        Join
      </Button>
      <p className="text-ink-soft text-sm">You are signed in as {email}.</p>
    </div>
  );
}
