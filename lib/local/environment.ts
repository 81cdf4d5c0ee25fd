import nextEnv from "@next/env";
import { root } from "./data-dir";
import { readOrMakeKeys } from "./keys";

/** Reads `.env*` files as Next does; what is set already stays. Blank values count as unset. */
export function loadEnvFiles(): void {
  nextEnv.loadEnvConfig(root, true, { info: () => {}, error: console.error });
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
}

/** What a machine without settings runs with; everything given in the environment wins. */
export function localEnv(dataDir: string): Record<string, string> {
  const defaults = { ...readOrMakeKeys(dataDir), FRESHET_DEMO: "1", FRESHET_WEBHOOK_LOOPBACK: "1" };
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, process.env[name] ?? value]),
  );
}
