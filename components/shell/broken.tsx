"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";

type Props = { error: unknown; retry: () => void };

/** The page could not be shown; nothing about syncs is lost by that. */
export function Broken({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div className="mx-auto flex max-w-md flex-col gap-3 px-4 py-16">
      <h1 className="font-semibold text-xl">This page could not be shown</h1>
      <p className="text-ink-soft">
        Something went wrong on our side and is logged. Your syncs go on; nothing that was synced is lost.
      </p>
      {digest ? <p className="font-mono text-ink-faint text-xs">Reference {digest}</p> : null}
      <div className="flex gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <Link href="/dashboard" className={buttonClass()}>
          To the dashboard
        </Link>
      </div>
    </div>
  );
}
