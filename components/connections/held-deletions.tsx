"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRefusals } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { wordsOf } from "@/components/ui/failed";
import { plural } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Connection } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { AcceptShrinkResponse, type HeldDeletion } from "@/lib/api/sync-control";
import type { ListedKind } from "@/lib/domain/entity";
import { patchConnection } from "./patch-connection";
import { connectionKeys } from "./queries";

const kindWords = {
  campaign: "campaign",
  adset: "ad set",
  ad: "ad",
  creative: "creative",
  inventory: "listing",
  stock_movement: "ledger line",
} as const satisfies Record<ListedKind, string>;

/** A listing that suddenly shrank: what is missing stays until somebody says that it is gone. */
export function HeldDeletions({ connection }: { connection: Connection }) {
  const { held_deletions: held } = connection;
  if (held.length === 0) return null;
  const isWaiting = held.some(({ accepted }) => !accepted);
  return (
    <Notice tone={isWaiting ? "warn" : "off"}>
      {isWaiting ? (
        <p>
          <strong className="font-medium">You: were these deleted at {connection.provider_name}?</strong> It
          suddenly lists far less than before, so we keep what is missing.
        </p>
      ) : (
        <p>Accepted: the next complete listing removes them.</p>
      )}
      <ul>
        {held.map((one) => (
          <HeldRow key={`${one.account_external_id} ${one.kind}`} held={one} connection={connection} />
        ))}
      </ul>
      {isWaiting ? <AcceptButton connection={connection} /> : null}
    </Notice>
  );
}

function HeldRow({ held, connection }: { held: HeldDeletion; connection: Connection }) {
  const account = connection.accounts.find(({ external_id }) => external_id === held.account_external_id);
  return (
    <li className="text-ink-soft">
      {plural(held.missing, kindWords[held.kind])} missing in {account?.name ?? held.account_external_id},
      first seen <Time at={held.since} />
      {held.accepted ? ", accepted" : ""}
    </li>
  );
}

function AcceptButton({ connection }: { connection: Connection }) {
  const client = useQueryClient();
  const { administer } = useRefusals();
  const accept = useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${connection.id}/accept-shrink`, AcceptShrinkResponse, {
        method: "POST",
        body: {},
      }),
    onSuccess: (answer) => {
      patchConnection(client, connection.id, answer);
      toast.success("Accepted", { description: "The next complete listing removes them." });
    },
    onError: (error) => {
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
  return (
    <Button
      size="sm"
      className="mt-2"
      onClick={() => accept.mutate()}
      disabledReason={administer ?? (accept.isPending ? "Asking the server." : null)}
      tooltip="They are gone: remove them with the next complete listing"
    >
      Accept<span className="sr-only"> the deletions of {connection.name}</span>
    </Button>
  );
}
