import type { CallContext } from "../contract";

/** How far our clock was ahead of Amazon's when a context's last answer came. */
const ahead = new WeakMap<Pick<CallContext, "clock">, number>();

/** A difference beyond an hour is a header's fault: no token would work with such a clock. */
const mostMs = 60 * 60_000;

/** Remembers what an answer's `Date` says of our clock: whole seconds, and the way here counts as being ahead. */
export function noteClock(context: Pick<CallContext, "clock">, date: string | undefined): void {
  const difference = context.clock().getTime() - Date.parse(date ?? "");
  if (difference <= mostMs) ahead.set(context, Math.max(0, difference));
}

/** Now, in milliseconds: by Amazon's clock where ours is known to be ahead of it. */
export const vendorNow = (context: Pick<CallContext, "clock">): number =>
  context.clock().getTime() - (ahead.get(context) ?? 0);
