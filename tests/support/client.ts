import { setTimeout as sleep } from "node:timers/promises";

export type Client = {
  cookie: string;
  call: (
    method: string,
    path: string,
    options?: { body?: unknown; raw?: string; headers?: Record<string, string> },
  ) => Promise<Response>;
  json: <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<T>;
  /** Waits until the run has ended; returns its last state. */
  ended: (
    runId: string,
    timeoutMs?: number,
  ) => Promise<Record<string, unknown> & { run_status: string; progress: number }>;
};

type Credentials = { email: string; password: string; name?: string };

/** A browser's view of the API: a session cookie and the right Origin. Signs up when a name is given. */
export async function signIn(url: string, { email, password, name }: Credentials): Promise<Client> {
  const headers = { "content-type": "application/json", origin: url };
  const path = name ? "sign-up" : "sign-in";
  const response = await fetch(`${url}/api/auth/${path}/email`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email, password, name }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return createClient(url, cookie);
}

export function createClient(url: string, cookie: string): Client {
  const call: Client["call"] = (method, path, { body, raw, headers } = {}) =>
    fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      headers: { cookie, origin: url, "content-type": "application/json", ...headers },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  const json = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await call(method, path, { body });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const ended: Client["ended"] = async (runId, timeoutMs = 120_000) => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const job = await json<Record<string, unknown> & { run_status: string; progress: number }>(
        "GET",
        `/api/sync/${runId}`,
      ).catch(() => null);
      if (job && !["queued", "running", "cancelling"].includes(job.run_status)) return job;
      if (Date.now() > deadline)
        throw new Error(`run ${runId} did not end: ${JSON.stringify({ ...job, slices: undefined })}`);
      await sleep(200);
    }
  };
  return { cookie, call, json, ended };
}
