"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { SetupCheck } from "@/lib/api/connection";
import { readChecks } from "./read-checks";

export type SetupTestState = {
  checks: SetupCheck[];
  isRunning: boolean;
  error: unknown;
  again: () => void;
};

const replace = (checks: SetupCheck[], one: SetupCheck) =>
  checks.some(({ id }) => id === one.id)
    ? checks.map((check) => (check.id === one.id ? one : check))
    : [...checks, one];

/** Runs the setup test once shown, and again when asked. `accountIds` null tests what is synced. */
export function useSetupTest(connectionId: string, accountIds: string[] | null): SetupTestState {
  const [state, setState] = useState<Omit<SetupTestState, "again">>({
    checks: [],
    isRunning: true,
    error: null,
  });
  const wanted = useRef(accountIds);
  const running = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState({ checks: [], isRunning: true, error: null });
    try {
      const lines = readChecks({ connectionId, accountIds: wanted.current, signal: mine.signal });
      for await (const check of lines)
        if (!mine.signal.aborted)
          setState((before) => ({ ...before, checks: replace(before.checks, check) }));
      if (!mine.signal.aborted) setState((before) => ({ ...before, isRunning: false }));
    } catch (error) {
      if (!mine.signal.aborted) setState((before) => ({ ...before, isRunning: false, error }));
    }
  }, [connectionId]);
  useEffect(() => {
    void start();
    return () => running.current?.abort();
  }, [start]);
  return { ...state, again: () => void start() };
}
