import { AppError } from "@/lib/core/errors";
import { addDays, type Day, type DayRange, dayIn } from "@/lib/domain/day";
import { RangeStream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import type { RunScope } from "./scope";

type Input = DayRange & {
  streams?: readonly RangeStream[];
  provider: Pick<Provider, "name" | "limits" | "streams">;
  accounts: { timezone: string }[];
  now: Date;
};

const invalid = (message: string, fix: string) =>
  new AppError({ code: "invalid_range", message, status: 422, actor: "you", fix });

/**
 * Days somebody chose, as the scope of a run. Throws `invalid_range` (422) for days no account has reached, days the
 * provider no longer tells, and streams it does not offer. Days are the accounts' own: the furthest clock counts.
 */
export function scopeOfRange({ from, to, streams, provider, accounts, now }: Input): RunScope {
  if (accounts.length === 0)
    throw invalid("This connection has no selected account.", "Select an account in Settings.");
  const todays = accounts.map(({ timezone }) => dayIn(timezone, now)).sort();
  const [first, last] = [todays[0] as Day, todays.at(-1) as Day];
  const oldest = addDays(first, 1 - provider.limits.historyDays);
  if (to > last) throw invalid(`${to} lies in the future.`, `Choose a day up to ${last}.`);
  if (from < oldest)
    throw invalid(`${provider.name} tells nothing of ${from} any more.`, `Choose a day from ${oldest} on.`);
  const offered = RangeStream.options.filter((stream) => provider.streams[stream] !== undefined);
  const missing = streams?.find((stream) => !offered.includes(stream));
  if (missing)
    throw invalid(`${provider.name} does not offer ${missing}.`, `Choose of ${offered.join(", ")}.`);
  return { kind: "range", from, to, streams: [...(streams ?? offered)] };
}
