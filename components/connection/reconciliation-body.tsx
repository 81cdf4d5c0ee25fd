import { FinalityMark } from "@/components/dashboard/finality-mark";
import { formatCount, formatMoney, plural } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import type { Reconciliation, ReconciliationCheck, ReconciliationDay } from "@/lib/api/reconciliation";
import { gapWords } from "./gap-words";

const shown = 12;

const words = ({ metric }: ReconciliationCheck, value: string, currency: string) =>
  metric === "spend" ? formatMoney(Number(value), currency) : formatCount(Number(value));

/** The days that differ, newest first, each with its reasons. */
export function ReconciliationBody({ reconciliation }: { reconciliation: Reconciliation }) {
  const { days, days_checked: checked, from, to } = reconciliation;
  const gaps = days.filter(({ checks }) => checks.some(({ reason }) => reason !== null));
  return (
    <>
      <p className="px-3 py-2 text-ink-soft text-sm">
        {plural(checked, "account day")} from {formatDay(from)} to {formatDay(to)}. Each level is read from
        the provider by itself and never rolled up, so the sums are a check.
      </p>
      {gaps.length === 0 ? <p className="px-3 pb-3 text-sm">Every one adds up, to the last digit.</p> : null}
      <ol className="min-h-0 divide-y overflow-y-auto border-line border-t">
        {gaps.slice(0, shown).map((day) => (
          <Day key={`${day.account_id} ${day.day}`} day={day} />
        ))}
      </ol>
      {gaps.length > shown ? (
        <p className="border-line border-t px-3 py-2 text-ink-faint text-xs">
          and {plural(gaps.length - shown, "more day")}
        </p>
      ) : null}
    </>
  );
}

function Day({ day }: { day: ReconciliationDay }) {
  return (
    <li className="px-3 py-2 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">
          {formatDay(day.day)} <span className="font-normal text-ink-soft">{day.account_name}</span>
        </span>
        <span className="text-xs">
          <FinalityMark finality={day.finality} />
        </span>
      </p>
      <ul>
        {day.checks.map((check) =>
          check.reason === null ? null : (
            <li key={`${check.level} ${check.metric}`} className="text-ink-soft text-xs">
              {check.metric} of {check.level}s {words(check, check.sum, day.currency)} against{" "}
              {words(check, check.account, day.currency)}:{" "}
              <span className={check.status === "gap" ? "font-medium text-warn" : "font-medium text-ink"}>
                {gapWords[check.reason].label}
              </span>
              . {gapWords[check.reason].meaning}
            </li>
          ),
        )}
      </ul>
    </li>
  );
}
