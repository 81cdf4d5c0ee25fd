import { setTestEnv } from "../../support/env";
import { createTestDatabase } from "../../support/test-database";
import { type Options, readOptions } from "./options";
import { settle } from "./settle";

/** Runs a proof with a database of its own. `defaults` are the numbers that may be given as `--name value`. */
export async function prove(
  defaults: Options,
  load: () => Promise<(options: Options) => Promise<string[]>>,
): Promise<never> {
  const options = readOptions(defaults);
  const database = await createTestDatabase();
  setTestEnv(database.url);
  return settle(async () => (await load())(options), database.drop);
}
