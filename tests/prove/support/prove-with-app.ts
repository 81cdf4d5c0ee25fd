import type { RunningApp } from "../../support/app";
import { setTestEnv } from "../../support/env";
import { createTestDatabase } from "../../support/test-database";
import { type Options, readOptions } from "./options";
import { settle } from "./settle";

type Proof = (app: RunningApp, options: Options) => Promise<string[]>;

/** As `prove`, with the production build, an Inngest server and a simulator of its own. */
export async function proveWithApp(
  { defaults, env }: { defaults: Options; env?: Record<string, string> },
  load: () => Promise<Proof>,
): Promise<never> {
  const options = readOptions(defaults);
  const database = await createTestDatabase();
  setTestEnv(database.url);
  const { startApp } = await import("../../support/app");
  const app = await startApp({ env: { LOG_LEVEL: "error", ...env }, database });
  Object.assign(process.env, app.env);
  return settle(async () => (await load())(app, options), app.stop);
}
