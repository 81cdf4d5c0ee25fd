"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { connectionKeys } from "@/components/connections/queries";
import { useStarted } from "@/components/sync/use-started";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failed } from "@/components/ui/failed";
import { plural } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { type AccountChoices, ChooseAccountsResponse } from "@/lib/api/connect";
import type { Connection } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { AccountPicker } from "./account-picker";
import { AccountsFailed } from "./accounts-failed";
import { accountsQuery } from "./queries";
import { useChoosing } from "./use-choosing";

type Props = { connection: Connection; isOpen: boolean; onClose: () => void };

/** Changes which accounts a connection syncs. */
export function AccountsDialog({ connection, isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={`Accounts of ${connection.name}`}
      description="What you add is read from the start at once. What you leave out stops syncing and keeps its numbers."
    >
      <Listed connection={connection} onClose={onClose} />
    </Dialog>
  );
}

function Listed({ connection, onClose }: Omit<Props, "isOpen">) {
  const { data, error, refetch } = useQuery(accountsQuery(connection.id));
  if (data) return <Choice connection={connection} listed={data} onClose={onClose} />;
  if (error) return <AccountsFailed error={error} retry={() => void refetch()} connection={connection} />;
  return (
    <div role="status">
      <span className="sr-only">Asking {connection.provider_name}</span>
      <Skeleton className="h-80" />
    </div>
  );
}

const later = "They are read with the next sync, once the one that runs now has ended.";

function wordsOf({ added, removed }: ChooseAccountsResponse): string {
  const parts = [
    ...(added > 0 ? [`${plural(added, "account")} added`] : []),
    ...(removed > 0 ? [`${plural(removed, "account")} left out`] : []),
  ];
  return parts.join(", ") || "Accounts saved";
}

function Choice({ connection, listed, onClose }: Omit<Props, "isOpen"> & { listed: AccountChoices }) {
  const client = useQueryClient();
  const choosing = useChoosing(listed);
  const started = useStarted(connection);
  const save = useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${connection.id}/accounts`, ChooseAccountsResponse, {
        method: "PATCH",
        body: { account_ids: [...choosing.chosen], auto_add_accounts: choosing.autoAdd },
      }),
    onSuccess: (answer) => {
      if (answer.job_id) started(answer.job_id, `${wordsOf(answer)}; reading them now`);
      else toast.success(wordsOf(answer), { description: answer.added > 0 ? later : connection.name });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
  const why = save.isPending
    ? "Asking the server."
    : choosing.chosen.size === 0
      ? "Choose at least one account; to stop them all, pause or disconnect."
      : null;
  return (
    <div className="flex flex-col gap-4">
      <AccountPicker accounts={listed.accounts} choosing={choosing} />
      {save.error ? <Failed error={save.error} retry={() => save.mutate()} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={() => save.mutate()} disabledReason={why}>
          Save accounts
        </Button>
      </div>
    </div>
  );
}
