import { formatCount } from "@/components/ui/format";
import type { Counters } from "@/lib/api/sync";

function Term({ count, word, meaning }: { count: number; word: string; meaning: string }) {
  return (
    <span title={meaning} className="whitespace-nowrap">
      <span className="font-medium">{formatCount(count)}</span> <span className="text-ink-soft">{word}</span>
    </span>
  );
}

/** Every row that was fetched is accounted for, once. */
export function CountersLine({ counters }: { counters: Counters }) {
  const terms = [
    { count: counters.inserted, word: "new", meaning: "Not seen before; written" },
    {
      count: counters.updated,
      word: "changed",
      meaning: "Different from what was stored; written, old value kept",
    },
    { count: counters.unchanged, word: "same", meaning: "As stored; nothing written" },
    { count: counters.quarantined, word: "set aside", meaning: "Not usable; kept apart with the reason" },
    ...(counters.duplicates > 0
      ? [{ count: counters.duplicates, word: "twice", meaning: "Sent more than once in the same answer" }]
      : []),
  ];
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <Term count={counters.fetched} word="fetched" meaning="Rows the provider sent" />
      {terms.map((term, index) => (
        <span key={term.word} className="inline-flex items-baseline gap-x-2">
          <span className="text-ink-faint">{index === 0 ? "=" : "+"}</span>
          <Term {...term} />
        </span>
      ))}
      {counters.deleted > 0 ? (
        <Term count={counters.deleted} word="gone" meaning="Not told any more; marked as deleted" />
      ) : null}
    </p>
  );
}
