"use client";

import { useState } from "react";
import { plural } from "@/components/ui/format";
import { SearchInput } from "@/components/ui/search-input";
import type { AccountChoice } from "@/lib/api/connect";
import { AccountRow } from "./account-row";
import { SelectAll } from "./select-all";
import type { Choosing } from "./use-choosing";

const matches = ({ name, external_id, currency, timezone }: AccountChoice, words: string) =>
  `${name} ${external_id} ${currency} ${timezone}`.toLowerCase().includes(words.trim().toLowerCase());

/** Disabled accounts are chosen one by one, never by the way. */
const isUsual = ({ status, taken_by }: AccountChoice) => status === "active" && taken_by === null;

type Props = { accounts: AccountChoice[]; choosing: Choosing };

/** The accounts a login sees, to choose from. */
export function AccountPicker({ accounts, choosing }: Props) {
  const [words, setWords] = useState("");
  const { chosen, toggle, setMany, autoAdd, setAutoAdd } = choosing;
  const shown = accounts.filter((account) => matches(account, words));
  const usual = shown.filter(isUsual).map(({ external_id }) => external_id);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SearchInput label="Search accounts" value={words} onChange={setWords} />
        <p role="status" className="text-ink-soft text-sm">
          {chosen.size} of {plural(accounts.length, "account")} chosen
        </p>
      </div>
      <fieldset className="min-w-0 rounded-lg border border-line">
        <legend className="sr-only">Accounts to sync</legend>
        <div className="border-line border-b px-3">
          <SelectAll
            chosen={usual.filter((id) => chosen.has(id)).length}
            of={usual.length}
            onChange={(all) => setMany(usual, all)}
          />
        </div>
        {shown.length === 0 ? (
          <p className="px-3 py-6 text-center text-ink-soft text-sm">No account matches these words.</p>
        ) : (
          <ul className="max-h-[46vh] divide-y overflow-y-auto">
            {shown.map((choice) => (
              <AccountRow
                key={choice.external_id}
                choice={choice}
                isChosen={chosen.has(choice.external_id)}
                onToggle={toggle}
              />
            ))}
          </ul>
        )}
      </fieldset>
      <label className="flex items-start gap-3 text-sm">
        <input
          type="checkbox"
          checked={autoAdd}
          onChange={(event) => setAutoAdd(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent-fill"
        />
        <span>
          <span className="block font-medium">Add new accounts automatically</span>
          <span className="block text-ink-soft">
            Accounts this login comes to see later are added with the next listing. Those you leave out now
            stay out.
          </span>
        </span>
      </label>
    </div>
  );
}
