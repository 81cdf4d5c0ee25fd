import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { findScheduleFault, planTicks } from "./cron";
import type { Engine } from "./engine";
import { FunctionConfig, findConfigFaults, listUnsupported } from "./function-config";
import { deriveAppId, deriveFunctionId } from "./ids";
import { listFunctions } from "./store/functions";

const Registration = z.object({
  url: z.url(),
  appName: z.string().min(1),
  framework: z.string().default(""),
  sdk: z.string().default(""),
  functions: z.array(z.unknown()),
});

export type Registered =
  | { ok: true; modified?: true; sync_id: string; app_id: string }
  | { ok: false; error: string };

function readConfigs(functions: unknown[]): { configs: FunctionConfig[]; faults: string[] } {
  const parsed = functions.map((raw) => FunctionConfig.safeParse(raw));
  const configs = parsed.flatMap((result) => (result.success ? [result.data] : []));
  const shapeFaults = parsed.flatMap((result) => (result.success ? [] : [z.prettifyError(result.error)]));
  const faults = configs.flatMap((config) => {
    const schedules = config.triggers.map((trigger) =>
      trigger.cron ? findScheduleFault(trigger.cron) : null,
    );
    const found = [...findConfigFaults(config), ...schedules.filter((fault) => fault !== null)];
    return found.map((fault) => `${config.id}: ${fault}`);
  });
  return { configs, faults: [...shapeFaults, ...faults] };
}

function warnOfUnsupported(engine: Engine, configs: FunctionConfig[]): void {
  for (const config of configs) {
    const options = listUnsupported(config);
    if (options.length === 0) continue;
    engine.log("NOT SUPPORTED by this local server, the function runs without it", {
      function: config.id,
      options: options.join(","),
    });
  }
}

type App = z.infer<typeof Registration> & { id: string; checksum: string };

async function replaceFunctions(engine: Engine, app: App, configs: FunctionConfig[]): Promise<void> {
  await engine.sql.begin(async (tx) => {
    await tx`
      insert into apps (name, id, url, checksum, sdk, framework, registered_ms)
      values (${app.appName}, ${app.id}, ${app.url}, ${app.checksum}, ${app.sdk}, ${app.framework}, ${engine.now()})
      on conflict (name) do update set url = excluded.url, checksum = excluded.checksum, sdk = excluded.sdk,
        framework = excluded.framework, registered_ms = excluded.registered_ms`;
    await tx`update functions set is_active = false where app_name = ${app.appName}`;
    for (const config of configs) {
      await tx`
        insert into functions (id, app_name, slug, config, is_active)
        values (${deriveFunctionId(config.id)}, ${app.appName}, ${config.id}, ${JSON.stringify(config)}, true)
        on conflict (id) do update set app_name = excluded.app_name, config = excluded.config, is_active = true`;
    }
    await planTicks(tx, engine, await listFunctions(tx));
  });
}

/** Takes an app's functions as they are now. Nothing changes when they are the same as last time. */
export async function registerApp(engine: Engine, body: unknown): Promise<Registered> {
  const parsed = Registration.safeParse(body);
  if (!parsed.success) return { ok: false, error: `Invalid request: ${z.prettifyError(parsed.error)}` };
  const { configs, faults } = readConfigs(parsed.data.functions);
  if (faults.length > 0) {
    engine.log("a registration was refused", { app: parsed.data.appName, faults: faults.join("; ") });
    return { ok: false, error: faults.join("; ") };
  }
  const id = deriveAppId(parsed.data.appName);
  const identity = JSON.stringify([parsed.data.url, parsed.data.functions, parsed.data.sdk]);
  const checksum = createHash("sha256").update(identity).digest("hex");
  const known =
    await engine.sql`select 1 from apps where name = ${parsed.data.appName} and checksum = ${checksum}`;
  const reply = { ok: true, sync_id: randomUUID(), app_id: id } as const;
  if (known.length > 0) return reply;
  warnOfUnsupported(engine, configs);
  await replaceFunctions(engine, { ...parsed.data, id, checksum }, configs);
  engine.log("an app registered", { app: parsed.data.appName, functions: configs.length });
  engine.wake();
  return { ...reply, modified: true };
}
