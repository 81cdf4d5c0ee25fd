import { roll } from "./hash";
import { dayNumberOf, minutesPerDay, type Wall } from "./wall";

/** When a thing comes, stops, is put away and vanishes from listings. Infinity is never. */
export type Life = { created: Wall; paused: Wall; archived: Wall; deleted: Wall };

export const forever = { paused: Infinity, archived: Infinity, deleted: Infinity };

/** Nothing repeats from before this day. */
export const epoch: Wall = dayNumberOf("2024-01-01") * minutesPerDay;

export type State = "ACTIVE" | "PAUSED" | "ARCHIVED" | "DELETED";

export function stateAt(life: Life, wall: Wall): State {
  if (wall >= life.deleted) return "DELETED";
  if (wall >= life.archived) return "ARCHIVED";
  return wall >= life.paused ? "PAUSED" : "ACTIVE";
}

/** When all of them are active. */
export const spanOf = (lives: Life[]): { from: Wall; to: Wall } => ({
  from: Math.max(...lives.map(({ created }) => created)),
  to: Math.min(...lives.map(({ paused, archived, deleted }) => Math.min(paused, archived, deleted))),
});

/** How the thing in a parent's `slot` begins: within days of the parent; one in five is paused before it, never the first. */
export function beginBelow(parent: Life, key: number, slot: number): Pick<Life, "created" | "paused"> {
  const created = parent.created + Math.floor(slot * roll(key, 1) * 2 * minutesPerDay);
  const span = Math.min(parent.paused - created, 900 * minutesPerDay);
  const stopsEarly = slot > 0 && roll(key, 2) < 0.2;
  const paused = stopsEarly ? created + Math.floor(span * (0.2 + 0.7 * roll(key, 3))) : Infinity;
  return { created, paused };
}

export type Cycle = { start: Wall; shortestDays: number; longestDays: number };

/** One life of a slot that is filled again and again: active for most of its turn, then paused, archived, gone. */
function turn(key: number, start: Wall, period: number, generation: number): Life {
  const created = start + generation * period;
  const at = (share: number) => created + Math.floor(period * share);
  const pause = 0.6 + 0.15 * roll(key, 11 + generation);
  return { created, paused: at(pause), archived: at(pause + 0.1), deleted: at(pause + 0.2) };
}

/** The lives of a slot that touch `from`..`to`. */
export function livesIn(
  key: number,
  cycle: Cycle,
  from: Wall,
  to: Wall,
): { generation: number; life: Life }[] {
  const { start, shortestDays, longestDays } = cycle;
  const days = shortestDays + (longestDays - shortestDays) * roll(key, 1);
  const period = Math.floor(days * minutesPerDay);
  const first = start + Math.floor(period * roll(key, 2));
  const lives: { generation: number; life: Life }[] = [];
  for (let generation = Math.max(0, Math.floor((from - first) / period)); ; generation += 1) {
    const life = turn(key, first, period, generation);
    if (life.created > to) return lives;
    if (life.deleted > from) lives.push({ generation, life });
  }
}
