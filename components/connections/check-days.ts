import { Day } from "@/lib/domain/day";

/** What is wrong with the days somebody typed, in plain words; null when nothing is. How far back is the server's to say. */
export function daysProblem(from: string, to: string, today: Day): string | null {
  if (!Day.safeParse(from).success || !Day.safeParse(to).success) return "Choose a first and a last day.";
  if (from > to) return "The last day lies before the first.";
  if (to > today) return "The last day lies in the future.";
  return null;
}
