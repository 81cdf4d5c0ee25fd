import type { Log } from "./engine";

/** One line per fact worth knowing; never event data, step output or error text of the app. */
export const log: Log = (message, facts = {}) => {
  const pairs = Object.entries(facts).map(([key, value]) => ` ${key}=${value}`);
  console.log(`[inngest-local] ${message}${pairs.join("")}`);
};

/** The class and code of an error without its text, which may quote event data. */
export function nameError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  return `${error.name}${code}`;
}
