"use client";

import { useCallback, useState } from "react";
import type { AccountChoices } from "@/lib/api/connect";

export type Choosing = {
  chosen: ReadonlySet<string>;
  autoAdd: boolean;
  toggle: (id: string) => void;
  setMany: (ids: string[], isChosen: boolean) => void;
  setAutoAdd: (autoAdd: boolean) => void;
};

function change(chosen: ReadonlySet<string>, ids: string[], isChosen: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const id of ids) isChosen ? next.add(id) : next.delete(id);
  return next;
}

/** What somebody is choosing, from what was proposed. */
export function useChoosing({ accounts, auto_add_accounts }: AccountChoices): Choosing {
  const [autoAdd, setAutoAdd] = useState(auto_add_accounts);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(accounts.filter(({ selected }) => selected).map(({ external_id }) => external_id)),
  );
  const toggle = useCallback(
    (id: string) => setChosen((before) => change(before, [id], !before.has(id))),
    [],
  );
  const setMany = (ids: string[], isChosen: boolean) => setChosen((before) => change(before, ids, isChosen));
  return { chosen, autoAdd, toggle, setMany, setAutoAdd };
}
