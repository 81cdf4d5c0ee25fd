import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "../data-dir";

export type PartOptions = {
  name: string;
  /** What Node runs. */
  args: string[];
  env: Record<string, string>;
  /** Asked again and again after each start. */
  isReady: () => Promise<boolean>;
  readyMs: number;
  /** Start again when it ends by itself. */
  keepAlive: boolean;
  print: (name: string, text: string) => void;
  /** Gives up waiting for it to become ready. */
  signal?: AbortSignal;
};

export type Part = {
  name: string;
  pid: () => number | undefined;
  /** As kill -9. Stays dead until `restart` unless it is kept alive. */
  kill: () => Promise<void>;
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

const guard = new URL("../die-with-parent.mjs", import.meta.url).href;
const isGone = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function launch({ name, args, env, print }: PartOptions): ChildProcess {
  const inherited = {
    ...process.env,
    ...env,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=${guard}`.trim(),
  };
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: inherited,
    detached: process.platform !== "win32", // Ctrl-C is ours to pass on, in order
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk) => print(name, String(chunk)));
  child.stderr?.on("data", (chunk) => print(name, String(chunk)));
  child.on("error", (error) => print(name, `${error.message}\n`));
  return child;
}

/** The whole family: `next dev` has children of its own. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, name);
  } catch {
    // already gone
  }
}

async function end(child: ChildProcess, name: NodeJS.Signals): Promise<void> {
  const gone = isGone(child) ? null : once(child, "exit");
  signal(child, name);
  const timer = setTimeout(() => signal(child, "SIGKILL"), 8_000);
  await gone;
  clearTimeout(timer);
  signal(child, "SIGKILL"); // grandchildren that ignored the signal
}

async function untilReady(
  child: ChildProcess,
  { name, isReady, readyMs, signal: stopped }: PartOptions,
): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (!(await isReady())) {
    stopped?.throwIfAborted();
    if (isGone(child))
      throw new Error(`${name} ended before it was ready (${child.signalCode ?? child.exitCode}).`);
    if (Date.now() > deadline) throw new Error(`${name} was not ready within ${readyMs / 1000} s.`);
    await pause(100);
  }
}

/** Starts one process of the stack and waits until it is ready. Throws when it ends first. */
export async function startPart(options: PartOptions): Promise<Part> {
  let wanted = true;
  let backoffMs = 250;
  let child = launch(options);

  const watch = (watched: ChildProcess) => {
    const startedAt = Date.now();
    watched.once("exit", async (code, reason) => {
      if (!wanted || !options.keepAlive || child !== watched) return;
      signal(watched, "SIGKILL");
      backoffMs = Date.now() - startedAt > 30_000 ? 250 : Math.min(backoffMs * 2, 10_000);
      options.print(options.name, `ended (${reason ?? code}); starts again in ${backoffMs / 1000} s\n`);
      await pause(backoffMs);
      if (wanted && child === watched) start();
    });
  };
  const start = () => {
    child = launch(options);
    watch(child);
  };
  const stop = async () => {
    wanted = false;
    await end(child, "SIGTERM");
  };

  await untilReady(child, options).catch(async (error) => {
    await stop();
    throw error;
  });
  watch(child);
  return {
    name: options.name,
    pid: () => child.pid,
    kill: () => end(child, "SIGKILL"),
    restart: async () => {
      if (!isGone(child)) await end(child, "SIGTERM");
      start();
      await untilReady(child, options);
    },
    stop,
  };
}
