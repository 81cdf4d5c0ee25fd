import type { SetupCheck } from "@/lib/api/connection";
import { toAppError } from "@/lib/core/errors";

export type Verdict = Pick<SetupCheck, "status" | "message" | "fix">;

export const ok = (message: string): Verdict => ({ status: "ok", message });
export const warning = (message: string, fix?: string): Verdict => ({
  status: "warning",
  message,
  ...(fix ? { fix } : {}),
});

/** What went wrong, in public words. */
export function failed(thrown: unknown): Verdict {
  const { message, fix } = toAppError(thrown);
  return { status: "failed", message, ...(fix ? { fix } : {}) };
}

type Item = Pick<SetupCheck, "id" | "title">;
/** A line of the test while its answer is awaited. */
export const checking = (item: Item): SetupCheck => ({ ...item, status: "checking", message: "Checking …" });
export const settled = ({ id, title }: Item, verdict: Verdict): SetupCheck => ({ id, title, ...verdict });
