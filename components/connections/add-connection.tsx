"use client";

import { Plus } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { useRefusals } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type ProviderChoice, ProviderOption } from "./provider-option";

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
        description="You give consent at the provider, then choose accounts. We only read, and you can disconnect at any time."
      >
        <ul className="flex flex-col gap-2">
          {providers.map((provider) => (
            <li key={provider.id}>
              <ProviderOption provider={provider} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
