"use client";

import Link from "next/link";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Setup } from "@/lib/api/connection";
import { useDiscard } from "./use-discard";

/** Consents somebody gave and did not go on with. */
export function UnfinishedSetups({ setups }: { setups: Setup[] }) {
  return setups.map((setup) => <Unfinished key={setup.id} setup={setup} />);
}

function Unfinished({ setup }: { setup: Setup }) {
  const refusal = useRefusal("connect");
  const discard = useDiscard(setup);
  const actions = refusal ? null : (
    <span className="flex flex-wrap justify-end gap-2">
      <Button
        size="sm"
        onClick={() => discard.mutate(undefined)}
        disabledReason={discard.isPending ? "Being discarded." : null}
      >
        Discard<span className="sr-only"> the setup of {setup.name}</span>
      </Button>
      <Link href={`/connect/${setup.id}`} className={buttonClass({ size: "sm", variant: "primary" })}>
        Finish<span className="sr-only"> the setup of {setup.name}</span>
      </Link>
    </span>
  );
  return (
    <Notice tone="warn" action={actions}>
      <strong className="font-medium">{setup.name}</strong> was given access <Time at={setup.created_at} />,
      but its accounts are not chosen. Nothing is synced; it is deleted <Time at={setup.discarded_at} />.
    </Notice>
  );
}
