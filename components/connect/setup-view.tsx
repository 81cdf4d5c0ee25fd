"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { Setup } from "@/lib/api/connection";
import { setupQuery } from "./queries";
import { SetupWizard } from "./setup-wizard";
import { useDiscard } from "./use-discard";

/** From a consent to the first sync. */
export function SetupView({ setupId }: { setupId: string }) {
  const refusal = useRefusal("connect");
  const { data: setup, error, refetch } = useQuery(setupQuery(setupId));
  if (refusal) return <Notice role="alert">{refusal}</Notice>;
  if (!setup && !error) return <SetupSkeleton />;
  if (!setup)
    return (
      <>
        <h1 className="sr-only">Connect</h1>
        <Failed error={error} retry={() => void refetch()} />
      </>
    );
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <div>
        <PageHeader title={`Connect ${setup.provider_name}`} note={setup.name} />
        {setup.is_unfinished ? <SetupWizard key={setup.id} setup={setup} /> : <Finished setup={setup} />}
      </div>
      {setup.is_unfinished ? <Discard setup={setup} /> : null}
    </div>
  );
}

function Finished({ setup }: { setup: Setup }) {
  const open = (
    <Link href={`/connections/${setup.id}`} className={buttonClass({ size: "sm" })}>
      Open it
    </Link>
  );
  return (
    <Notice tone="good" action={open}>
      “{setup.name}” is set up and syncs.
    </Notice>
  );
}

function Discard({ setup }: { setup: Setup }) {
  const router = useRouter();
  const discard = useDiscard(setup, () => router.push("/settings"));
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-ink-soft text-sm">
      <p>
        Nothing is synced before you finish. Left as it is, this consent is deleted{" "}
        <Time at={setup.discarded_at} />.
      </p>
      <Button
        size="sm"
        onClick={() => discard.mutate(undefined)}
        disabledReason={discard.isPending || discard.isSuccess ? "Being discarded." : null}
      >
        Discard it now
      </Button>
    </div>
  );
}

export function SetupSkeleton() {
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-8 w-64 max-w-full" />
      <Skeleton className="h-96" />
    </div>
  );
}
