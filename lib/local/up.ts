import { join } from "node:path";
import { migrate } from "@/lib/db/migrate";
import { dataDir } from "./data-dir";
import { loadEnvFiles, localEnv } from "./environment";
import { isHolder, type Lock, tryLock } from "./lock";
import { rememberedPorts } from "./ports";
import { startPostgres } from "./postgres";
import { type Stack, startStack } from "./stack";
import { runSeed } from "./stack/seed";
import { followRuns } from "./terminal/follow-runs";
import { createScreen } from "./terminal/screen";

const screen = createScreen();
const stopping = new AbortController();
const cleanups: (() => Promise<void> | void)[] = [];

/** Inngest calls for every step and asks for the functions every few seconds: that it works needs no line. */
const chatter = /^ (GET|PUT|POST) \/api\/(inngest|health)\S* 20\d in .*\n?/gm;
const printPart = (name: string, chunk: string) => screen.part(name, chunk.replace(chatter, ""));

async function stopEverything(code: number): Promise<never> {
  for (const cleanup of cleanups.reverse()) await cleanup();
  process.exit(code);
}

/** The first signal stops in order; the terminal and npm may each send one. Ten more mean it. */
function listenForSignals(): void {
  let seen = 0;
  const onSignal = () => {
    if (++seen > 10) process.exit(130);
    if (seen > 1) return;
    stopping.abort();
    screen.line("Stopping …");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
}

async function startDatabase(dir: string): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) return given;
  const { url, stop, revive } = await startPostgres({ dataDir: dir, say: screen.line });
  const watch = setInterval(async () => {
    const died = await revive().catch((error: Error) => screen.part("postgres", `${error.message}\n`));
    if (died) screen.part("postgres", "had ended; runs again\n");
  }, 1_000);
  cleanups.push(stop, () => clearInterval(watch));
  return url;
}

async function start(dir: string, lock: Lock): Promise<Stack> {
  const startedAt = Date.now();
  const databaseUrl = await startDatabase(dir);
  screen.line(`Database ready in ${Date.now() - startedAt} ms`);
  await migrate(process.env.DATABASE_DIRECT_URL ?? databaseUrl);
  const prepare: Record<string, string> = process.env.DATABASE_URL ? {} : { DATABASE_PREPARE: "true" };
  const stack = await startStack({
    mode: "development",
    databaseUrl,
    dataDir: dir,
    ports: rememberedPorts(dir),
    env: { ...localEnv(dir), ...prepare },
    seed: "freshet",
    keepAlive: true,
    joinOutside: true,
    print: printPart,
    signal: stopping.signal,
  });
  cleanups.push(stack.stop);
  lock.setNote(stack.url);
  return stack;
}

async function greet(stack: Stack): Promise<void> {
  const { email, password, firstRunIds } = await runSeed(stack.env, screen.part);
  screen.line(`\n  Freshet   ${stack.url}`);
  screen.line(`  Sign in   ${email} / ${password}`);
  screen.line(`  Inngest   ${stack.inngestUrl}\n`);
  await followRuns(screen, stack.env.DATABASE_URL ?? "", firstRunIds, stopping.signal);
  if (!stopping.signal.aborted) screen.line("Ctrl-C stops everything.");
}

loadEnvFiles();
const dir = dataDir();
const lock = tryLock(join(dir, "launcher.lock"));
if (isHolder(lock)) {
  screen.line(
    `Freshet already runs here${lock.note ? ` at ${lock.note}` : " and is starting"} (process ${lock.pid}).`,
  );
  process.exit(0);
}
cleanups.push(lock.release);
listenForSignals();
try {
  await greet(await start(dir, lock));
} catch (error) {
  if (stopping.signal.aborted) await stopEverything(0);
  console.error(error instanceof Error ? error.message : error);
  await stopEverything(1);
}
const stopped = new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
if (!stopping.signal.aborted) await stopped;
await stopEverything(0);
