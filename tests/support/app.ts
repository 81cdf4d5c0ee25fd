import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyPorts } from "@/lib/local/ports";
import { startStack } from "@/lib/local/stack";
import { ensureBuild } from "@/lib/local/stack/build";
import { runSeed, type Seeded } from "@/lib/local/stack/seed";
import { testEnv } from "./env";
import { createTestDatabase, type TestDatabase } from "./test-database";

export type PartName = "app" | "inngest" | `simulator:${string}`;

export type RunningApp = {
  url: string;
  databaseUrl: string;
  inngestUrl: string;
  simulatorUrls: Record<string, string>;
  /** What the app runs with; for programs that act as part of it. */
  env: Record<string, string>;
  /** The process of a part. */
  pid: (part: PartName) => number | undefined;
  /** The demo workspace, made now. */
  seed: () => Promise<Seeded>;
  /** As kill -9; it stays dead until `restart`. */
  kill: (part: PartName) => Promise<void>;
  /** Starts it again on its port and waits until it is ready. */
  restart: (part: PartName) => Promise<void>;
  /** What the parts printed so far. */
  output: () => string;
  stop: () => Promise<void>;
};

type AppOptions = {
  /** The providers a test is about, each with its simulator; all of the registry when unset. */
  providers?: string[];
  /** How large the worlds of their simulators are; as the demo's when unset. */
  size?: Record<string, number>;
  env?: Record<string, string>;
  /** A database that this process works on as well; unset, the app gets one of its own. */
  database?: Pick<TestDatabase, "url" | "drop">;
};

/** The production build with an Inngest server and simulators of its own, on free ports. */
export async function startApp({
  env = {},
  database: given,
  providers,
  size,
}: AppOptions = {}): Promise<RunningApp> {
  await ensureBuild();
  const database = given ?? (await createTestDatabase());
  const folder = mkdtempSync(join(tmpdir(), "freshet-app-"));
  let printed = "";
  const print = (name: string, text: string) => {
    printed += text.replace(/^(?=.)/gm, `${name} | `);
  };
  const cleanUp = async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  const stack = await startStack({
    mode: "production",
    databaseUrl: database.url,
    dataDir: folder,
    ports: anyPorts,
    env: { ...testEnv, FRESHET_DEMO: "1", LOG_LEVEL: "warn", ...env },
    seed: "freshet",
    ...(providers ? { providers } : {}),
    keepAlive: false,
    joinOutside: false,
    print,
  }).catch(async (error: Error) => {
    await cleanUp();
    throw new Error(`${error.message}\n${printed.slice(-6_000)}`);
  });
  const partOf = (name: PartName) => {
    const part = stack.parts.find((candidate) => candidate.name === name);
    if (!part) throw new Error(`There is no part ${name}.`);
    return part;
  };
  for (const url of size ? Object.values(stack.simulatorUrls) : [])
    await fetch(`${url}/_control/size`, { method: "POST", body: JSON.stringify(size) });
  return {
    ...stack,
    databaseUrl: database.url,
    seed: () => runSeed(stack.env, print),
    pid: (name) => partOf(name).pid(),
    kill: (name) => partOf(name).kill(),
    restart: (name) => partOf(name).restart(),
    output: () => printed,
    stop: async () => {
      await stack.stop();
      await cleanUp();
    },
  };
}
