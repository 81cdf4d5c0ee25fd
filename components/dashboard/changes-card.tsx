"use client";

import { useQuery } from "@tanstack/react-query";
import { ChangeRow } from "@/components/changes/change-row";
import { NewestCard } from "@/components/ui/newest-card";
import { changesQuery } from "./queries";

const shown = 8;
const nothing =
  "No number has moved since it was first read. Restatements by a provider appear here, old value and new.";

/** The newest numbers that moved, each with its old value. */
export function ChangesCard() {
  const query = useQuery(changesQuery());
  const changes = query.data?.changes;
  return (
    <NewestCard
      title="What changed lately"
      all={{ href: "/changes", label: "All changes" }}
      query={query}
      nothing={changes?.length === 0 ? nothing : null}
    >
      {changes?.slice(0, shown).map((change) => (
        <ChangeRow key={change.id} change={change} />
      ))}
    </NewestCard>
  );
}
