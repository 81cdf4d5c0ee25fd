import { listProviders } from "@/lib/providers";
import type { Ports } from "../ports";
import { register, startNext } from "./app";
import { startInngest } from "./inngest";
import type { Part } from "./part";
import { startSimulators } from "./simulators";

export type StackOptions = {
  mode: "development" | "production";
  databaseUrl: string;
  /** Where the simulators keep their state. */
  dataDir: string;
  ports: Ports;
  /** Settings of the app beyond what the stack sets itself. */
  env: Record<string, string>;
  /** The simulators' world: same seed, same world. */
  seed: string;
  /** Simulate these providers alone; all of the registry when unset. */
  providers?: string[];
  /** Restart what dies. Tests kill parts and want them dead. */
  keepAlive: boolean;
  /** Use what already runs or is configured here: a dev server of Inngest's own, another Inngest, real providers. */
  joinOutside: boolean;
  print: (name: string, text: string) => void;
  signal?: AbortSignal;
};

export type Stack = {
  url: string;
  inngestUrl: string;
  simulatorUrls: Record<string, string>;
  /** What the app runs with; for programs that act as part of it. */
  env: Record<string, string>;
  parts: Part[];
  stop: () => Promise<void>;
};

/** Whoever calls others stops first. */
async function stopAll(parts: Part[]): Promise<void> {
  const isApp = (part: Part) => part.name === "app";
  await Promise.all(parts.filter(isApp).map((part) => part.stop()));
  await Promise.all(parts.filter((part) => !isApp(part)).map((part) => part.stop()));
}

/** Starts simulators, Inngest and Next, in this order, against a migrated database. On failure stops what it started. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { ports, keepAlive, print, signal, mode, joinOutside, dataDir, seed } = options;
  const parts: Part[] = [];
  try {
    const port = await ports.take("app", 3000);
    const url = `http://localhost:${port}`;
    const wanted = listProviders().filter(
      (provider) =>
        (!joinOutside || !provider.isConfigured()) && (options.providers?.includes(provider.id) ?? true),
    );
    const common = { keepAlive, print, signal };
    const simulators = await startSimulators(
      wanted.map(({ id }) => id),
      { ...common, ports, dataDir, seed },
    );
    parts.push(...simulators.parts);

    const base = { ...options.env, ...simulators.env, DATABASE_URL: options.databaseUrl, APP_URL: url };
    const given = joinOutside ? (process.env.INNGEST_BASE_URL ?? process.env.INNGEST_EVENT_KEY) : undefined;
    const inngest = given
      ? null
      : await startInngest({ ...common, ports, env: base, appUrl: url, joinDevServer: joinOutside });
    if (inngest?.part) parts.push(inngest.part);

    const env: Record<string, string> = inngest
      ? { ...base, INNGEST_BASE_URL: inngest.url, INNGEST_DEV: "1" }
      : base;
    parts.push(await startNext({ ...common, mode, port, url, env }));
    if (inngest) await register(url);
    const inngestUrl = inngest?.url ?? process.env.INNGEST_BASE_URL ?? "Inngest Cloud";
    return { url, inngestUrl, simulatorUrls: simulators.urls, env, parts, stop: () => stopAll(parts) };
  } catch (error) {
    await stopAll(parts);
    throw error;
  }
}
