import { join } from "node:path";
import type { SimulatorModule } from "@/lib/providers/contract";
import { openFolder } from "../data-dir";
import type { Ports } from "../ports";
import { statusOf } from "./http";
import { type Part, type PartOptions, startPart } from "./part";

export type Simulators = { parts: Part[]; urls: Record<string, string>; env: Record<string, string> };
type Common = Pick<PartOptions, "keepAlive" | "print" | "signal"> & {
  ports: Ports;
  dataDir: string;
  seed: string;
};

async function sandboxEnv(provider: string, url: string): Promise<Record<string, string>> {
  const { simulator }: { simulator: SimulatorModule } = await import(
    `../../providers/${provider}/simulator/index.ts`
  );
  return simulator.sandboxEnv(url);
}

async function startOne(provider: string, { ports, dataDir, seed, ...common }: Common) {
  const port = await ports.take(`simulator-${provider}`);
  const url = `http://127.0.0.1:${port}`;
  const folder = join(dataDir, "simulators");
  openFolder(folder);
  const state = join(folder, `${provider}.json`);
  const part = await startPart({
    name: `simulator:${provider}`,
    args: [
      "--conditions=react-server",
      "--import",
      "tsx",
      "lib/local/simulators/main.ts",
      provider,
      String(port),
      state,
      seed,
    ],
    env: {},
    isReady: async () => (await statusOf(url)) !== null,
    readyMs: 60_000,
    ...common,
  });
  return { provider, url, part, env: await sandboxEnv(provider, url) };
}

/** Hosts a simulator, each in its own process, for every provider of the list. */
export async function startSimulators(providers: string[], common: Common): Promise<Simulators> {
  const started = await Promise.all(providers.map((provider) => startOne(provider, common)));
  return {
    parts: started.map(({ part }) => part),
    urls: Object.fromEntries(started.map(({ provider, url }) => [provider, url])),
    env: Object.assign({}, ...started.map(({ env }) => env)),
  };
}
