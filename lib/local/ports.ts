import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, isPortFree, nextFreePort } from "./free-port";

export type Ports = { take: (name: string, first?: number) => Promise<number> };

/** Any free ports, for tests. */
export const anyPorts: Ports = { take: () => freePort() };

/**
 * Ports that stay the same from start to start. One still held by a part of a killed launcher is waited for; a stranger's
 * is given up for `first`, the next above it, or any.
 */
export function rememberedPorts(dataDir: string): Ports {
  const file = join(dataDir, "ports.json");
  const known: Record<string, number> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const choose = async (name: string, first?: number) => {
    const before = known[name];
    for (let left = before ? 6 : 0; left > 0; left--) {
      if (before && (await isPortFree(before))) return before;
      await pause(250);
    }
    return first ? nextFreePort(first) : freePort();
  };
  const take = async (name: string, first?: number) => {
    known[name] = await choose(name, first);
    writeFileSync(file, JSON.stringify(known));
    return known[name];
  };
  return { take };
}
