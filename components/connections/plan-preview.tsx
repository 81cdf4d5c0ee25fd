import { streamWords } from "@/components/sync/step-words";
import { formatCount, plural } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import { groupBy } from "@/components/ui/group-by";
import { Time } from "@/components/ui/time";
import type { PlanPreview, PreviewAccount, PreviewSlice } from "@/lib/api/sync-control";

const estimate = (slices: PreviewSlice[]) =>
  slices.every(({ basis }) => basis === "measured") ? "as earlier syncs took" : "an estimate";

/** What a backfill would read and cost, against what is left of each account's calls. */
export function BackfillPreview({ plan }: { plan: PlanPreview }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>
        <strong className="font-medium">
          {plural(plan.slices.length, "slice")}, about {plural(plan.calls, "call")}
        </strong>{" "}
        <span className="text-ink-soft">({estimate(plan.slices)})</span>
      </p>
      <ul className="flex flex-col gap-1">
        {plan.accounts.map((account) => (
          <AccountRow key={account.external_id} account={account} />
        ))}
      </ul>
      <details>
        <summary className="cursor-pointer text-accent">Show the slices</summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
          tabIndex={0}
          aria-label="Slices"
          className="mt-2 max-h-48 overflow-y-auto rounded-md border border-line"
        >
          <SliceTable plan={plan} />
        </section>
      </details>
    </div>
  );
}

function AccountRow({ account }: { account: PreviewAccount }) {
  const { name, calls, remaining, limit, suspended_until: until, fits } = account;
  return (
    <li>
      <span className="font-medium">{name}</span>{" "}
      <span className="text-ink-soft">
        {plural(calls, "call")} against {formatCount(remaining)} left of {formatCount(limit)} this hour.{" "}
      </span>
      {until ? (
        <span className="text-warn">
          The provider has asked us to wait; it goes on <Time at={until} due="now" />.
        </span>
      ) : fits ? (
        <span className="text-good">Fits.</span>
      ) : (
        <span className="text-warn">More than is left: it waits in between and goes on by itself.</span>
      )}
    </li>
  );
}

const daysOf = ({ from, to }: PreviewSlice) =>
  from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;

function SliceTable({ plan: { slices, accounts } }: { plan: PlanPreview }) {
  const names = new Map(accounts.map(({ external_id, name }) => [external_id, name]));
  const streams = [...groupBy(slices, ({ stream }) => stream)];
  return (
    <table className="w-full text-sm">
      <thead className="text-left text-ink-faint text-xs">
        <tr>
          <th className="px-3 py-1 font-normal">What</th>
          <th className="px-3 py-1 font-normal">Days</th>
          <th className="px-3 py-1 text-right font-normal">Calls</th>
        </tr>
      </thead>
      <tbody>
        {streams.flatMap(([stream, own]) =>
          own.map((slice) => (
            <tr key={`${stream} ${slice.account_external_id} ${slice.from}`} className="border-line border-t">
              <td className="px-3 py-1">
                {streamWords(stream)}{" "}
                <span className="text-ink-faint">{names.get(slice.account_external_id)}</span>
              </td>
              <td className="whitespace-nowrap px-3 py-1 text-ink-soft">{daysOf(slice)}</td>
              <td className="px-3 py-1 text-right">{formatCount(slice.calls)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
