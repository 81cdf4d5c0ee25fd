import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { root } from "./imports";
import { databaseUrl, until } from "./inngest-server";

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

export type ServerProcess = {
  url: string;
  output: () => string;
  kill: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
};

/** The server as the launcher starts it: a process of its own. */
export async function spawnServer(options: {
  port: number;
  schema: string;
  appUrl: string;
}): Promise<ServerProcess> {
  const { port, schema, appUrl } = options;
  let output = "";
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", "lib/local/inngest/main.ts"],
    {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl(),
        INNGEST_LOCAL_PORT: String(port),
        INNGEST_APP_URLS: appUrl,
        INNGEST_LOCAL_SCHEMA: schema,
        INNGEST_LOCAL_RETRY_MS: "50",
      },
    },
  );
  const note = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", note);
  child.stderr?.on("data", note);
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await until(`the server process answers`, async () => {
    if (child.exitCode !== null) throw new Error(`the server process ended: ${output}`);
    return fetch(`${url}/dev`).then(
      (response) => response.ok,
      () => false,
    );
  });
  const kill = async (signal: "SIGKILL" | "SIGTERM") => {
    child.kill(signal);
    await exit;
  };
  return { url, output: () => output, kill };
}
