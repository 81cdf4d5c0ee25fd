"use client";

import { AccountsDialog } from "@/components/connect/accounts-dialog";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { useRefusals } from "@/components/shell/viewer";
import type { Connection } from "@/lib/api/connection";

/** `?accounts=<id>` opens the choice of that connection's accounts, so that other pages can lead to it. */
export function ChooseFromUrl({ connections }: { connections: Connection[] }) {
  const filter = useUrlFilter();
  const { administer } = useRefusals();
  const connection = connections.find(({ id }) => id === filter.get("accounts"));
  if (!connection || administer !== null) return null;
  return <AccountsDialog connection={connection} isOpen onClose={() => filter.set({ accounts: null })} />;
}
