"use client";

import { useSyncExternalStore } from "react";

type Ticker = { now: number; listeners: Set<() => void>; timer: ReturnType<typeof setInterval> | undefined };

const tickers = new Map<number, Ticker>();

function tickerOf(stepMs: number): Ticker {
  const known = tickers.get(stepMs);
  if (known) return known;
  const ticker: Ticker = { now: Date.now(), listeners: new Set(), timer: undefined };
  tickers.set(stepMs, ticker);
  return ticker;
}

function subscribe(stepMs: number, listener: () => void) {
  const ticker = tickerOf(stepMs);
  ticker.listeners.add(listener);
  ticker.timer ??= setInterval(() => {
    ticker.now = Date.now();
    for (const wake of ticker.listeners) wake();
  }, stepMs);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    ticker.timer = undefined;
  };
}

function read(stepMs: number) {
  const ticker = tickerOf(stepMs);
  if (ticker.timer === undefined && Date.now() - ticker.now > stepMs) ticker.now = Date.now();
  return ticker.now;
}

const everySecond = (listener: () => void) => subscribe(1_000, listener);
const everyFiveSeconds = (listener: () => void) => subscribe(5_000, listener);

/** The time in ms, one shared timer per step however many components show it. 0 on the server. */
export const useNow = () =>
  useSyncExternalStore(
    everyFiveSeconds,
    () => read(5_000),
    () => 0,
  );
export const useSecond = () =>
  useSyncExternalStore(
    everySecond,
    () => read(1_000),
    () => 0,
  );
