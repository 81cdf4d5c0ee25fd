"use client";

import { useState } from "react";
import { colorOf } from "@/components/dashboard/series-colors";
import { Button } from "@/components/ui/button";
import { formatShare } from "@/components/ui/format";
import { type Measure, measureText, measureWords, type Segment } from "./segments";

type Props = { segments: Segment[]; measure: Measure; currency: string; label: string };

const shownFirst = 12;

/** One measure of each audience, as a bar, a number and a share of all of them. */
export function AudienceBars({ segments, measure, currency, label }: Props) {
  const [isWhole, setWhole] = useState(false);
  const amounts = segments.map(({ numbers }) => numbers[measure] ?? 0);
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const largest = Math.max(...amounts, 0);
  const shown = isWhole ? segments : segments.slice(0, shownFirst);
  return (
    <div className="px-4 py-3">
      <ul aria-label={`${measureWords[measure]} by ${label.toLowerCase()}`} className="flex flex-col gap-2">
        {shown.map(({ label: name, numbers }) => {
          const amount = numbers[measure];
          return (
            <li
              key={name}
              className="grid grid-cols-[minmax(0,1fr)_auto_3.75rem] items-center gap-x-3 gap-y-1 text-sm sm:grid-cols-[11rem_minmax(0,1fr)_7.5rem_3.75rem]"
            >
              <span className="wrap-anywhere">{name}</span>
              <span
                aria-hidden="true"
                className="order-last col-span-full h-2 overflow-hidden rounded-sm bg-raised sm:order-none sm:col-span-1"
              >
                <span
                  className="block h-full rounded-sm"
                  style={{
                    width: `${largest > 0 ? (Math.max(0, amount ?? 0) / largest) * 100 : 0}%`,
                    background: colorOf(0),
                  }}
                />
              </span>
              <span className="text-right font-medium">{measureText(amount, measure, currency)}</span>
              <span className="text-right text-ink-soft">
                {amount === null || total === 0 ? "–" : formatShare(amount / total)}
              </span>
            </li>
          );
        })}
      </ul>
      {segments.length > shownFirst ? (
        <div className="pt-3 text-center">
          <Button size="sm" onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show fewer" : `Show all ${segments.length}`}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
