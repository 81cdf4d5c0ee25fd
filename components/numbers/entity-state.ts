type StateWord = { label: string; meaning: string };

const running = new Set(["ACTIVE", "ENABLED"]);

/** Providers share most of their words for a status; what stops an entity is told, running is not. */
const words: Record<string, StateWord> = {
  PAUSED: { label: "Paused", meaning: "It is paused at the provider." },
  CAMPAIGN_PAUSED: { label: "Paused", meaning: "It does not run because its campaign is paused." },
  ADSET_PAUSED: { label: "Paused", meaning: "It does not run because its ad set is paused." },
  DRAFT: { label: "Draft", meaning: "It has not been launched." },
  COMPLETED: { label: "Ended", meaning: "It ran to the end of its dates or budget." },
  CANCELED: { label: "Canceled", meaning: "It was stopped for good." },
  ARCHIVED: { label: "Archived", meaning: "It was put away at the provider and does not run." },
  REMOVED: { label: "Removed", meaning: "It was removed at the provider, which still lists it." },
  PENDING_DELETION: { label: "Being deleted", meaning: "The provider is about to delete it." },
  DELETED: { label: "Deleted", meaning: "The provider no longer lists it; its numbers are kept." },
  DISAPPROVED: { label: "Disapproved", meaning: "The provider's review refused it." },
  PENDING_REVIEW: { label: "In review", meaning: "It runs once the provider has reviewed it." },
  PREAPPROVED: { label: "Preapproved", meaning: "It passed the review and waits for its start." },
  IN_PROCESS: { label: "In process", meaning: "The provider is still working on a change of it." },
  WITH_ISSUES: { label: "With issues", meaning: "The provider reports problems with it." },
  PENDING_BILLING_INFO: { label: "Billing missing", meaning: "The account lacks billing details." },
  UNKNOWN: { label: "Not listed", meaning: "The provider counts it but lists no such entity." },
};

/** `PENDING_REVIEW` -> `Pending review`, for a status nobody has told us of yet. */
function inWords(status: string): StateWord {
  const text = status.toLowerCase().replaceAll("_", " ");
  return {
    label: text.charAt(0).toUpperCase() + text.slice(1),
    meaning: "Its status in the provider's own word.",
  };
}

/** The state of an entity in a word; null while it runs. */
export function stateOf(status: string | null): StateWord | null {
  const known = status?.toUpperCase();
  if (!known || running.has(known)) return null;
  return words[known] ?? inWords(known);
}
