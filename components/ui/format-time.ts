const absolute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });
const shortDate = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dateOfYear = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const formatAbsolute = (instant: string) => absolute.format(new Date(instant));
export const formatClock = (instant: string) => clock.format(new Date(instant));

/** A calendar day (`2026-11-14`), whatever zone the reader is in. */
export const formatDay = (day: string) => shortDay.format(new Date(`${day}T00:00:00Z`));
export const formatLongDay = (day: string) => longDay.format(new Date(`${day}T00:00:00Z`));

function distance(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

/** `22 Nov`; with its year where that is not the year of `now`. */
function formatDate(instant: Date, now: number): string {
  const isThisYear = instant.getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? shortDate : dateOfYear).format(instant);
}

/** `just now`, `2 min ago`, `in 8 min`, and a date beyond a week. */
export function formatRelative(instant: string, now: number): string {
  const ahead = Date.parse(instant) - now;
  const away = Math.abs(ahead);
  if (away < 5_000) return "just now";
  if (away > 7 * 86_400_000) return formatDate(new Date(instant), now);
  return ahead > 0 ? `in ${distance(away)}` : `${distance(away)} ago`;
}
