import { statusOf } from "./http";
import { type Part, type PartOptions, startPart } from "./part";

type Options = Pick<PartOptions, "keepAlive" | "print" | "signal"> & {
  mode: "development" | "production";
  port: number;
  url: string;
  env: Record<string, string>;
};

/** Healthy, or alive and able to say what is missing. */
const isAnswer = (status: number | null) => status === 200 || status === 503;

/** Starts Next on the loopback address: the development server, or the production build. */
export function startNext({ mode, port, url, env, ...common }: Options): Promise<Part> {
  const verb = mode === "development" ? "dev" : "start";
  return startPart({
    name: "app",
    args: ["node_modules/next/dist/bin/next", verb, "--hostname", "127.0.0.1", "--port", String(port)],
    env: { ...env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" },
    isReady: async () => isAnswer(await statusOf(`${url}/api/health`, 60_000)),
    readyMs: 180_000,
    ...common,
  });
}

/** Asks the app to tell its Inngest server which functions it has. */
export async function register(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/inngest`, { method: "PUT", signal: AbortSignal.timeout(60_000) });
  if (!answer.ok)
    throw new Error(`The app could not register with Inngest (${answer.status}): ${await answer.text()}`);
}
