import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "../../support/imports";

export type WorkerProcess = {
  /** Settles with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
  signal: (name: NodeJS.Signals) => void;
  /** Asks it for something; null when it died before it answered. Throws what it refused. */
  post: <T>(verb: string, body: unknown) => Promise<T | null>;
};

/** Set to see what workers print: the SDK tells of every step that has to be tried again. */
const stderr = process.env.PROVE_LOUD ? "inherit" : "ignore";

type Spare = { child: ChildProcess; loaded: Promise<boolean>; crash: string | undefined };

function spawnWorker(crash: string | undefined): Spare {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "tests/prove/crash/worker.ts"],
    {
      cwd: root,
      env: { ...process.env, ...(crash ? { FRESHET_CRASH: crash } : {}) },
      stdio: ["ignore", "ignore", stderr, "ipc"],
    },
  );
  const loaded = Promise.race([
    once(child, "message").then(() => true),
    once(child, "exit").then(() => false),
  ]);
  return { child, loaded, crash };
}

async function postTo<T>(url: string, body: unknown): Promise<T | null> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) }).catch(() => null);
  const text = await response?.text().catch(() => null);
  if (!response || text === null || text === undefined) return null;
  if (!response.ok) throw new Error(`${url}: ${text}`);
  return JSON.parse(text) as T;
}

/** Worker processes on one port, one at a time. The next is loaded while one runs, so that a restart takes no time. */
export function createFleet(port: number) {
  const url = `http://127.0.0.1:${port}`;
  const spares: Spare[] = [];
  const all = new Set<ChildProcess>();
  const prepare = (crash?: string) => {
    const spare = spawnWorker(crash);
    all.add(spare.child);
    spare.child.once("exit", () => all.delete(spare.child));
    spares.push(spare);
    return spare;
  };
  return {
    url,
    prepare: (crash?: string) => void prepare(crash),
    /** Starts one, which crashes at `crash` when given. */
    start: async (crash?: string): Promise<WorkerProcess> => {
      const known = spares.find((spare) => spare.crash === crash) ?? prepare(crash);
      spares.splice(spares.indexOf(known), 1);
      const { child, loaded } = known;
      const ended = once(child, "exit").then(([, signal]) => signal as NodeJS.Signals | null);
      if (!(await loaded)) throw new Error("a worker ended before it was loaded: PROVE_LOUD=1 shows why");
      child.send(port);
      await Promise.race([once(child, "message"), ended]);
      return {
        ended,
        signal: (name) => void child.kill(name),
        post: (verb, body) => postTo(`${url}/${verb}`, body),
      };
    },
    stop: async () => {
      await Promise.all(
        [...all].map((child) => {
          const gone = once(child, "exit");
          child.kill("SIGKILL");
          return gone;
        }),
      );
    },
  };
}
export type Fleet = ReturnType<typeof createFleet>;
