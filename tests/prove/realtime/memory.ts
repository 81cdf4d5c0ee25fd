import { readdirSync, readFileSync } from "node:fs";

/** Parents of every process of this machine. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      found.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // ended while we looked
    }
  }
  return found;
}

/** Megabytes resident of a process and all below it. */
export function residentMegabytes(pid: number): number {
  const above = parents();
  const isBelow = (id: number): boolean => id === pid || (above.has(id) && isBelow(above.get(id) ?? 0));
  let kilobytes = 0;
  for (const id of above.keys()) {
    if (!isBelow(id)) continue;
    const status = readFileSync(`/proc/${id}/status`, { encoding: "utf8", flag: "r" });
    kilobytes += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }
  return kilobytes / 1_024;
}

/** Units of y per unit of x, by least squares. */
export function slopeOf(points: { x: number; y: number }[]): number {
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [x, y] = [mean(points.map((p) => p.x)), mean(points.map((p) => p.y))];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
}
