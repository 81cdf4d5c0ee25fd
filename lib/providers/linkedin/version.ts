import { log } from "@/lib/core/log";
import { readEnv } from "./env";

const dayMs = 86_400_000;
/** A version's last day is in the middle of its month a year later: 202607 ends on 2027-07-15. */
const lastDay = 15;
const warnDays = 90;

/** Whole days for which LinkedIn still answers a version, counted from `now`; negative when it is over. */
export function daysLeft(version: string, now: Date): number {
  const end = Date.UTC(Number(version.slice(0, 4)) + 1, Number(version.slice(4, 6)) - 1, lastDay + 1);
  return Math.floor((end - now.getTime()) / dayMs);
}

let warnedOn = -1;

/** Tells the operator once a day and process that the configured version ends within 90 days. */
export function warnBeforeSunset(now: Date): void {
  const { version } = readEnv();
  const today = Math.floor(now.getTime() / dayMs);
  const left = daysLeft(version, now);
  if (left >= warnDays || warnedOn === today) return;
  warnedOn = today;
  log.warn(
    { alert: "api_version_ending", version, daysLeft: left },
    "LinkedIn stops answering the configured version soon: set LINKEDIN_API_VERSION to a newer one",
  );
}
