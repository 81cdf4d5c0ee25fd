"use client";

import { X } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Connection } from "@/lib/api/connection";
import { type Outcome, readOutcome } from "./connect-outcome";
import type { ProviderChoice } from "./provider-option";

type Props = { providers: ProviderChoice[]; connections: Connection[] };

/** What came of the consent page the reader was sent to. */
export function ConnectNotice({ providers, connections }: Props) {
  const filter = useUrlFilter();
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? "the provider";
  const outcome = readOutcome(filter.get, nameOf);
  if (outcome === null) return null;
  const dismiss = () =>
    filter.set({ denied: null, failed: null, provider: null, reconnected: null, meant: null });
  const actions = (
    <span className="flex flex-wrap justify-end gap-2">
      {outcome.kind === "reconnected" ? (
        <Button size="sm" onClick={() => filter.set({ accounts: outcome.connectionId })}>
          Choose accounts
        </Button>
      ) : (
        <Button size="sm" onClick={() => filter.set({ add: "1" })}>
          Start again
        </Button>
      )}
      <Button size="sm" variant="ghost" aria-label="Dismiss" onClick={dismiss}>
        <X aria-hidden="true" className="size-3.5" />
      </Button>
    </span>
  );
  return (
    <Notice
      tone={outcome.kind === "reconnected" && !outcome.meant ? "good" : "warn"}
      role="status"
      action={actions}
    >
      <Words outcome={outcome} connections={connections} />
    </Notice>
  );
}

function Words({ outcome, connections }: { outcome: Outcome; connections: Connection[] }) {
  if (outcome.kind !== "reconnected")
    return (
      <>
        {outcome.words} <span className="text-ink-soft">{outcome.fix}</span>
      </>
    );
  const nameOf = (id: string | null) =>
    connections.find((connection) => connection.id === id)?.name ?? "the connection";
  if (outcome.meant)
    return (
      <>
        You gave consent as “{nameOf(outcome.connectionId)}”, so that one has new access. “
        {nameOf(outcome.meant)}” still needs its own login.
      </>
    );
  return (
    <>
      “{nameOf(outcome.connectionId)}” has new access and syncs now. Its numbers, accounts and frequency are
      as they were.
    </>
  );
}
