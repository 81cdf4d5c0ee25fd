/** Units that turned up or were paid for, from a day on. */
export type Cover = { at: string; units: number };
export type Need = { at: string; units: number; settled: number };

function take(covers: Cover[], at: string, wanted: number): number {
  let left = wanted;
  for (const cover of covers) {
    if (left === 0) break;
    if (cover.at.slice(0, 10) < at.slice(0, 10)) continue;
    const units = Math.min(left, cover.units);
    cover.units -= units;
    left -= units;
  }
  return wanted - left;
}

/**
 * Units of each need that nothing explains, in the order of the needs. A cover explains only what came before it, and
 * each of its units once. What the vendor says is settled needs no cover, but takes one that is there: it is most
 * likely what settled it. Pure; the inputs are left as they are.
 */
export function uncovered(needs: Need[], covers: Cover[]): number[] {
  const pool = covers.map((cover) => ({ ...cover })).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const order = needs
    .map((need, index) => ({ ...need, index }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index));
  const open = new Array<number>(needs.length).fill(0);
  for (const { index, at, units, settled } of order) {
    const known = Math.min(units, Math.max(0, settled));
    take(pool, at, known);
    open[index] = units - known;
  }
  for (const { index, at } of order) open[index] = (open[index] ?? 0) - take(pool, at, open[index] ?? 0);
  return open;
}
