"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card, CardHeader } from "@/components/ui/card";
import { RowPages } from "@/components/ui/row-pages";
import { Segmented } from "@/components/ui/segmented";
import { searchOf } from "@/lib/api/search-of";
import { ClaimStatus } from "@/lib/domain/claim";
import { ClaimListRow } from "./claim-list-row";
import { claimTabs, noClaims } from "./claim-words";
import { claimPagesQuery } from "./queries";
import { RulesDialog } from "./rules-dialog";

const choices = ClaimStatus.options.map((value) => ({ value, label: claimTabs[value] }));

/** What the marketplace owes, nearest deadline first. */
export function ClaimsCard({ connectionId }: { connectionId?: string }) {
  const [status, setStatus] = useState<ClaimStatus>("open");
  const [areRulesOpen, setRulesOpen] = useState(false);
  const query = useInfiniteQuery(claimPagesQuery(status, connectionId));
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
            href={`/api/export/claims?${searchOf({ format: "csv", status, connectionId })}`}
            download
            className={buttonClass({ size: "sm" })}
            title="These claims with their evidence, as CSV"
          >
            Export
            <span className="sr-only"> these claims as CSV</span>
          </a>
        </div>
      </CardHeader>
      <RowPages
        label="Claims, nearest deadline first"
        none={noClaims[status]}
        query={query}
        rows={query.data?.pages.flatMap((page) => page.claims)}
        row={(claim) => (
          <ClaimListRow key={`${claim.connection_id} ${claim.account_id} ${claim.claim_id}`} claim={claim} />
        )}
      />
      <RulesDialog isOpen={areRulesOpen} onClose={() => setRulesOpen(false)} />
    </Card>
  );
}
