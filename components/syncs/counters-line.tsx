import { formatCount } from "@/components/ui/format";
import type { Counters } from "@/lib/api/sync";

type TermProps = { count: number; word: string; meaning: string; open?: () => void };

function Term({ count, word, meaning, open }: TermProps) {
  const words = (
    <>
      <span className="font-medium">{formatCount(count)}</span> <span className="text-ink-soft">{word}</span>
    </>
  );
  if (!open || count === 0) {
    return (
      <span title={meaning} className="whitespace-nowrap">
        {words}
      </span>
    );
  }
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={open}
      title={meaning}
      className="whitespace-nowrap rounded-sm underline decoration-line-control underline-offset-4 hover:decoration-ink"
    >
      {words}
    </button>
  );
}

type Props = { counters: Counters; openSetAside: () => void };

/** Every row that was fetched is accounted for, once. */
export function CountersLine({ counters, openSetAside }: Props) {
  const terms: TermProps[] = [
    { count: counters.inserted, word: "new", meaning: "Not seen before; written" },
    {
      count: counters.updated,
      word: "changed",
      meaning: "Different from what was stored; written, old value kept",
    },
    { count: counters.unchanged, word: "same", meaning: "As stored; nothing written" },
    {
      count: counters.quarantined,
      word: "set aside",
      meaning: "Not usable; kept apart with the reason",
      open: openSetAside,
    },
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
