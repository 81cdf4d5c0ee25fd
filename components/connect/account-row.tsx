"use client";

import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import type { AccountChoice } from "@/lib/api/connect";

type Props = {
  choice: AccountChoice;
  isChosen: boolean;
  onToggle: (id: string) => void;
};

function Marks({ choice: { status, is_new, taken_by } }: { choice: AccountChoice }) {
  return (
    <>
      {is_new ? <Badge tone="busy">New</Badge> : null}
      {status === "disabled" ? <Badge tone="warn">Disabled</Badge> : null}
      {status === "gone" ? <Badge tone="bad">Not seen any more</Badge> : null}
      {taken_by ? <Badge>In another connection</Badge> : null}
    </>
  );
}

function noteOf({ status, taken_by }: AccountChoice): string | null {
  if (taken_by) return `Part of “${taken_by.name}”; its numbers would be counted twice.`;
  if (status === "disabled") return "Switched off at the provider; past numbers can still be read.";
  if (status === "gone") return "This login has lost it. Its numbers stay; leave it out to stop trying.";
  return null;
}

/** One account that can be chosen. */
export const AccountRow = memo(function AccountRow({ choice, isChosen, onToggle }: Props) {
  const { external_id: id, name, currency, timezone, taken_by } = choice;
  const note = noteOf(choice);
  return (
    <li className="[contain-intrinsic-size:auto_3.25rem] [content-visibility:auto]">
      <label className="flex cursor-pointer items-start gap-3 px-3 py-2 has-disabled:cursor-not-allowed hover:bg-raised">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={taken_by !== null}
          onChange={() => onToggle(id)}
          className="mt-0.5 size-4 shrink-0 accent-accent-fill"
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="break-words font-medium">{name}</span>
            <Marks choice={choice} />
          </span>
          <span className="block break-words text-ink-soft text-xs">
            <span className="font-mono">{id}</span> · {currency} · {timezone}
          </span>
          {note ? <span className="block text-ink-soft text-xs">{note}</span> : null}
        </span>
      </label>
    </li>
  );
});
