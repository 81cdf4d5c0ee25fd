"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatDay } from "@/components/ui/format-time";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { type Heat, heatOf } from "./heat";
import { HeatCell, heatLooks, heatWords } from "./heat-cell";
import { restatementsQuery } from "./queries";

const levels = [
  { value: "account", label: "Accounts" },
  { value: "campaign", label: "Campaigns" },
  { value: "adset", label: "Ad sets" },
  { value: "ad", label: "Ads" },
] as const;
type Chosen = (typeof levels)[number]["value"];

/** How long the provider keeps correcting a day: a row per day, a column per day of its age. */
export function RestatementHeatmap({ connectionId }: { connectionId: string }) {
  const [level, setLevel] = useState<Chosen>("account");
  const { data, error, isPlaceholderData, refetch } = useQuery(restatementsQuery(connectionId, level));
  const heat = useMemo(() => (data ? heatOf(data) : null), [data]);
  return (
    <Card>
      <CardHeader title="Restatements" note="which days moved, by how old they were">
        <Segmented label="Level of restatements" value={level} choices={levels} onChange={setLevel} />
      </CardHeader>
      {error && !data ? (
        <div className="p-4">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : null}
      {heat === null && !error ? <Skeleton className="m-4 h-96" /> : null}
      {heat && data ? (
        <div className={clsx("px-4 py-3", isPlaceholderData && "opacity-60")}>
          <HeatGrid heat={heat} windowDays={data.restatement_days} />
        </div>
      ) : null}
    </Card>
  );
}

const moves: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function HeatGrid({ heat: { rows, ages, most }, windowDays }: { heat: Heat; windowDays: number }) {
  const table = useRef<HTMLTableElement>(null);
  const [[row, column], setPlace] = useState<readonly [number, number]>([0, 0]);
  const here = rows[row]?.cells[column] ?? null;
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const next = table.current?.querySelector<HTMLElement>(
      `[data-place="${row + move[0]} ${column + move[1]}"]`,
    );
    next?.focus();
  };
  return (
    <>
      <div className="relative overflow-x-auto">
        <table
          ref={table}
          aria-label="Restatements by day and age"
          className="w-full border-separate border-spacing-px text-xs"
        >
          <thead className="text-ink-faint">
            <tr>
              <th className="w-14 text-left font-normal" title="The day, and how many days old it was">
                Day
              </th>
              {ages.map((age) => (
                <th key={age} scope="col" className="min-w-3 font-normal">
                  <span className={age % 7 === 0 ? undefined : "sr-only"}>{age}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, cells }, rowIndex) => (
              <tr key={day}>
                <th scope="row" className="whitespace-nowrap pr-2 text-left font-normal text-ink-faint">
                  {formatDay(day)}
                </th>
                {cells.map((cell, columnIndex) => (
                  <HeatCell
                    // biome-ignore lint/suspicious/noArrayIndexKey: the index is the age
                    key={columnIndex}
                    cell={cell}
                    most={most}
                    place={`${rowIndex} ${columnIndex}`}
                    isHere={rowIndex === row && columnIndex === column}
                    onChoose={() => setPlace([rowIndex, columnIndex])}
                    onKeyDown={onKeyDown}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 min-h-5 text-sm">{here ? heatWords(here) : "Age in days from left to right."}</p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-faint text-xs">
        <span className="inline-flex items-center gap-1">
          fewer
          {heatLooks.map((look) => (
            <span key={look} aria-hidden="true" className={clsx("size-3 rounded-xs", look)} />
          ))}
          more numbers moved
        </span>
        <span>The provider corrects a day for {windowDays} days.</span>
      </p>
    </>
  );
}
