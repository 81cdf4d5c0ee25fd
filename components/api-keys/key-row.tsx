"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { ApiKey } from "@/lib/api/api-keys";
import { fetchApi } from "@/lib/api/fetch";
import { keyWords, scopeWords } from "./key-words";
import { apiKeyKeys } from "./queries";

export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="min-w-0 break-words font-medium">{apiKey.name}</span>
          <Badge>{scopeWords[apiKey.scope].label}</Badge>
          <Status word={keyWords[apiKey.status]} className="text-sm" />
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
          <code className="font-mono text-ink-soft">{apiKey.hint}</code>
          <span>
            used <Time at={apiKey.last_used_at} />
          </span>
          <span>
            made by {apiKey.created_by} <Time at={apiKey.created_at} />
          </span>
          <End apiKey={apiKey} />
        </p>
      </div>
      {apiKey.status === "revoked" ? null : <Revoke apiKey={apiKey} />}
    </li>
  );
}

function End({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.revoked_at)
    return (
      <span>
        revoked by {apiKey.revoked_by} <Time at={apiKey.revoked_at} />
      </span>
    );
  return (
    <span>
      expires <Time at={apiKey.expires_at} never="never" />
    </span>
  );
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const [isAsking, setAsking] = useState(false);
  const revoke = useAct({
    act: () => fetchApi(`/api/api-keys/${apiKey.id}`, ApiKey, { method: "DELETE" }),
    touches: apiKeyKeys.all,
    onDone: () => {
      setAsking(false);
      toast.success("Revoked", { description: apiKey.name });
    },
  });
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Revoke<span className="sr-only"> {apiKey.name}</span>
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={`Revoke ${apiKey.name}?`}
        description="Whatever uses it is refused from its next call on."
        verb="Revoke"
        onConfirm={() => revoke.mutate(undefined)}
        isPending={revoke.isPending}
      />
    </>
  );
}
