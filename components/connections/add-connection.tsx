"use client";

import { ArrowRight, Plus } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { useRefusals } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Monogram } from "@/components/ui/monogram";
import { connectPath } from "./connect-path";

export type ProviderChoice = { id: string; name: string; summary: string; isConfigured: boolean };

/** The button and its list of providers; `?add=1` opens it, so other pages can link to it. */
export function AddConnection({ providers }: { providers: ProviderChoice[] }) {
  const filter = useUrlFilter();
  const { administer } = useRefusals();
  return (
    <>
      <Button variant="primary" onClick={() => filter.set({ add: "1" })} disabledReason={administer}>
        <Plus aria-hidden="true" className="size-4" />
        Add connection
      </Button>
      <Dialog
        isOpen={filter.get("add") !== null && administer === null}
        onOpenChange={(isOpen) => filter.set({ add: isOpen ? "1" : null })}
        title="Add connection"
        description="You give consent at the provider; we only read. You can disconnect at any time."
      >
        <ul className="flex flex-col gap-2">
          {providers.map((provider) => (
            <li key={provider.id}>
              <ProviderLink provider={provider} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

const rowClass = "flex items-center gap-3 rounded-lg border border-line p-3";

function ProviderLink({ provider }: { provider: ProviderChoice }) {
  if (!provider.isConfigured) {
    return (
      <div className={rowClass}>
        <Monogram name={provider.name} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium text-ink-soft">{provider.name}</span>
          <span className="block text-ink-faint text-sm">
            Not available: this server has no credentials for it.
          </span>
        </span>
      </div>
    );
  }
  return (
    <a href={connectPath(provider.id)} className={`${rowClass} hover:bg-raised`}>
      <Monogram name={provider.name} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{provider.name}</span>
        <span className="block text-ink-soft text-sm">{provider.summary}</span>
      </span>
      <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
    </a>
  );
}
