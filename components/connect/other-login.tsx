"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { connectionKeys } from "@/components/connections/queries";
import { Button } from "@/components/ui/button";
import { Failed } from "@/components/ui/failed";
import { ReplaceLoginResponse } from "@/lib/api/connect";
import type { Setup } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { StepCard } from "./step-card";

type Props = { setup: Setup; target: { id: string; name: string }; onSeparate: () => void };

/** Somebody meant to reconnect a connection, but consented as another login: which is it to be? */
export function OtherLogin({ setup, target, onSeparate }: Props) {
  const router = useRouter();
  const client = useQueryClient();
  const replace = useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${setup.id}/setup/login`, ReplaceLoginResponse, {
        method: "POST",
        body: { connection_id: target.id },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: connectionKeys.all });
      router.push(`/settings?accounts=${id}`);
    },
  });
  const isUnderWay = replace.isPending || replace.isSuccess;
  return (
    <StepCard
      title="This is another login"
      note={`You meant to reconnect “${target.name}”, but gave consent as “${setup.name}”.`}
      footer={
        <>
          <Button onClick={onSeparate}>Make a connection of its own</Button>
          <Button
            variant="primary"
            onClick={() => replace.mutate()}
            disabledReason={isUnderWay ? "Asking the server." : null}
          >
            Go on under this login
          </Button>
        </>
      }
    >
      <dl className="flex flex-col gap-3 text-sm">
        <div>
          <dt className="font-medium">Go on under this login</dt>
          <dd className="text-ink-soft">
            “{target.name}” keeps its numbers, accounts and frequency, and syncs with the access you have just
            given. The old login's access ends.
          </dd>
        </div>
        <div>
          <dt className="font-medium">Make a connection of its own</dt>
          <dd className="text-ink-soft">
            “{target.name}” stays as it is. Accounts it holds cannot be chosen again: their numbers would be
            counted twice.
          </dd>
        </div>
      </dl>
      {replace.error ? <Failed error={replace.error} retry={() => replace.mutate()} /> : null}
    </StepCard>
  );
}
