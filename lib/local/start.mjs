import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

// Plain Node without packages: a fresh clone has no node_modules yet.
const root = fileURLToPath(new URL("../..", import.meta.url));
const tsx = (file, ...rest) => ["--conditions=react-server", "--import", "tsx", file, ...rest];
const vitest = (...rest) => ["node_modules/vitest/vitest.mjs", "run", "--passWithNoTests", ...rest];
const commands = {
  dev: (rest) => tsx("lib/local/up.ts", ...rest),
  test: (rest) => (rest.length > 0 ? vitest(...rest) : tsx("lib/local/testing/run.ts")),
  e2e: (rest) => vitest("--project", "e2e", ...rest),
  bench: (rest) => vitest("--project", "bench", ...rest),
  prove: ([what, ...rest]) => tsx(`tests/prove/${what}.ts`, ...rest),
};

function stopWith(message) {
  console.error(message);
  process.exit(1);
}

const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (!command) stopWith(`Usage: node lib/local/start.mjs ${Object.keys(commands).join("|")}`);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9))
  stopWith(`Freshet needs Node 20.9 or newer; this is ${process.version}.`);

try {
  install(root);
} catch (error) {
  stopWith(error.message);
}

const child = spawn(process.execPath, command(rest), { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => stopWith(`${name} could not be started: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
