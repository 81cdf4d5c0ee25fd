"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ClaimSettings } from "@/lib/domain/claim-settings";
import {
  type Draft,
  readDraft,
  ruleKeys,
  ruleWords,
  thresholdList,
  toDraft,
  whyNotSaved,
} from "./rule-fields";

type Props = {
  start: ClaimSettings;
  isDefault: boolean;
  /** Why they may only be read, or null. */
  refusal: string | null;
  isPending: boolean;
  /** Null goes back to the defaults. */
  onSave: (settings: ClaimSettings | null) => void;
};

const input = "h-8 w-full min-w-0 rounded-md border border-line-control bg-surface px-2 text-right text-sm";
const row = "grid grid-cols-[minmax(0,1fr)_4.5rem_4.5rem] items-center gap-x-2 px-3 py-1.5";

/** Every threshold of the claim rules. */
export function RulesForm({ start, isDefault, refusal, isPending, onSave }: Props) {
  const [draft, setDraft] = useState(() => toDraft(start));
  const patch = (key: keyof Draft, text: string) => setDraft({ ...draft, [key]: text });
  const isSame = JSON.stringify(draft) === JSON.stringify(toDraft(start));
  const whyNot =
    refusal ??
    (isPending ? "Asking the server." : null) ??
    whyNotSaved(draft) ??
    (isSame ? "Nothing is changed yet." : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === null) onSave(readDraft(draft));
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <DaysTable draft={draft} patch={patch} isLocked={refusal !== null} />
      <Thresholds draft={draft} patch={patch} isLocked={refusal !== null} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          disabledReason={refusal ?? (isDefault ? "These are the defaults." : null)}
          onClick={() => onSave(null)}
        >
          Back to the defaults
        </Button>
        <Button type="submit" variant="primary" disabledReason={whyNot}>
          Save the rules
        </Button>
      </div>
    </form>
  );
}

type PartProps = { draft: Draft; patch: (key: keyof Draft, text: string) => void; isLocked: boolean };

function DaysTable({ draft, patch, isLocked }: PartProps) {
  return (
    <div className="rounded-lg border border-line">
      <div aria-hidden="true" className={`${row} border-line border-b text-ink-soft text-xs`}>
        <span>Rule</span>
        <span className="text-right">told after</span>
        <span className="text-right">taken until</span>
      </div>
      <ul className="divide-y">
        {ruleKeys.map((key) => (
          <li key={key} className={row}>
            <span className="min-w-0 text-sm">
              <span className="block">{ruleWords[key].label}</span>
              <span className="block text-ink-faint text-xs">days after {ruleWords[key].from}</span>
            </span>
            {(["from", "until"] as const).map((end) => (
              <input
                key={end}
                aria-label={`${ruleWords[key].label}: ${end === "from" ? "told after" : "taken until"}, days`}
                inputMode="numeric"
                readOnly={isLocked}
                value={draft[`${key}.${end}`]}
                onChange={(event) => patch(`${key}.${end}`, event.target.value)}
                className={input}
              />
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

const unitWords = { "%": "%", amount: "of its currency", codes: "" };

function Thresholds({ draft, patch, isLocked }: PartProps) {
  return (
    <ul className="flex flex-col gap-2">
      {thresholdList.map(([key, { label, unit }]) => (
        <li key={key}>
          <label className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
            <span className="min-w-0">{label}</span>
            <span className="flex items-center gap-2">
              <span className={unit === "codes" ? "w-40" : "w-18"}>
                <input
                  inputMode={unit === "codes" ? "text" : "decimal"}
                  readOnly={isLocked}
                  autoComplete="off"
                  spellCheck={false}
                  value={draft[key]}
                  onChange={(event) => patch(key, event.target.value)}
                  className={input}
                />
              </span>
              {unitWords[unit] ? <span className="w-22 text-ink-soft text-xs">{unitWords[unit]}</span> : null}
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
