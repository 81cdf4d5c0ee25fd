import type { Ports } from "../ports";
import { jsonOf } from "./http";
import { type Part, type PartOptions, startPart } from "./part";

export type Inngest = { url: string; part: Part | null };
type Options = Pick<PartOptions, "keepAlive" | "print" | "signal"> & {
  ports: Ports;
  env: Record<string, string>;
  appUrl: string;
  /** Use a dev server of Inngest's own when one runs here. */
  joinDevServer: boolean;
};

const devServerUrl = "http://127.0.0.1:8288";

/** What `inngest-cli dev` answers at `/dev`; our own stand-in names itself, and one of another checkout is not ours to use. */
export async function isDevServer(url: string): Promise<boolean> {
  const info = (await jsonOf(`${url}/dev`)) as { version?: unknown; functions?: unknown } | null;
  const { version, functions } = info ?? {};
  return (
    typeof version === "string" &&
    !version.startsWith("freshet") &&
    (functions === null || Array.isArray(functions))
  );
}

/** An Inngest server for the app: the dev server that runs on 8288, else our own on 8288 or a free port. */
export async function startInngest(options: Options): Promise<Inngest> {
  const { ports, env, appUrl, joinDevServer, ...common } = options;
  if (joinDevServer && (await isDevServer(devServerUrl))) return { url: devServerUrl, part: null };
  const port = await ports.take("inngest", 8288);
  const url = `http://127.0.0.1:${port}`;
  const part = await startPart({
    name: "inngest",
    args: ["--conditions=react-server", "--import", "tsx", "lib/local/inngest/main.ts"],
    env: { ...env, INNGEST_LOCAL_PORT: String(port), INNGEST_APP_URLS: `${appUrl}/api/inngest` },
    isReady: async () => (await jsonOf(`${url}/dev`)) !== null,
    readyMs: 60_000,
    ...common,
  });
  return { url, part };
}
