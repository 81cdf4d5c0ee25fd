"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { LoadMore } from "@/components/ui/load-more";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ClaimStatus } from "@/lib/domain/claim";
import { ClaimListRow } from "./claim-list-row";
import { claimTabs, noClaims } from "./claim-words";
import { claimPagesQuery } from "./queries";
import { RulesDialog } from "./rules-dialog";

const choices = ClaimStatus.options.map((value) => ({ value, label: claimTabs[value] }));

/** What the marketplace owes, nearest deadline first. */
export function ClaimsCard() {
  const [status, setStatus] = useState<ClaimStatus>("open");
  const [areRulesOpen, setRulesOpen] = useState(false);
  const query = useInfiniteQuery(claimPagesQuery(status));
  const claims = query.data?.pages.flatMap((page) => page.claims) ?? [];
  return (
    <Card>
      <CardHeader title="Claims" note="what the marketplace owes by its own rows">
        <div className="flex flex-wrap items-center gap-2">
          <Segmented label="Claims that are" value={status} choices={choices} onChange={setStatus} />
          <Button
            size="sm"
            tooltip="What counts as a claim, and until when"
            onClick={() => setRulesOpen(true)}
          >
            Rules
            <span className="sr-only"> of claims</span>
          </Button>
          <a
            href={`/api/export/claims?format=csv&status=${status}`}
            download
            className={buttonClass({ size: "sm" })}
            title="These claims with their evidence, as CSV"
          >
            Export
            <span className="sr-only"> these claims as CSV</span>
          </a>
        </div>
      </CardHeader>
      {query.error ? (
        <div className="p-4">
          <Failed error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? (
        <div className="p-4">
          <SkeletonRows count={4} className="h-11" />
        </div>
      ) : null}
      {query.data && claims.length === 0 ? (
        <p className="p-4 text-ink-soft text-sm">{noClaims[status]}</p>
      ) : null}
      <ul aria-label="Claims, nearest deadline first" className="divide-y">
        {claims.map((claim) => (
          <ClaimListRow key={`${claim.connection_id} ${claim.account_id} ${claim.claim_id}`} claim={claim} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className="border-line border-t p-2">
          <LoadMore query={query} shown={claims.length} />
        </div>
      ) : null}
      <RulesDialog isOpen={areRulesOpen} onClose={() => setRulesOpen(false)} />
    </Card>
  );
}
