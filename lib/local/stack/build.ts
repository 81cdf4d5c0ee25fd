import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir, root } from "../data-dir";
import { withLock } from "../lock";

const sources = [
  "app",
  "components",
  "inngest",
  "lib",
  "drizzle",
  "public",
  "proxy.ts",
  "instrumentation.ts",
];
const settings = [
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  ".env",
  ".env.local",
];
const stamp = join(root, ".next", "freshet-build");

function listFiles(path: string): string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found || path === "lib/local") return [];
  if (found.isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => listFiles(`${path}/${name}`));
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of [...sources, ...settings].flatMap(listFiles)) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

function runBuild(): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build failed:\n${output}`)),
    );
  });
}

/** Makes the production build unless the one that is there was made from these very sources. */
export function ensureBuild(): Promise<void> {
  return withLock(
    join(dataDir(), "build.lock"),
    async () => {
      const current = fingerprint();
      if (existsSync(stamp) && readFileSync(stamp, "utf8") === current) return;
      await runBuild();
      writeFileSync(stamp, current);
    },
    600_000,
  );
}
