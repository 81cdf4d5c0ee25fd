import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const hidden = (root) => join(root, "node_modules/.package-lock.json");
const stamp = (root) => join(root, "node_modules/.freshet-install");

function fingerprint(root) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${lock} ${statSync(hidden(root)).mtimeMs}`;
}

/** Whether node_modules holds what package-lock.json asks for, by our stamp or by npm's own newer record. */
function isInstalled(root) {
  if (!existsSync(hidden(root))) return false;
  if (existsSync(stamp(root)) && readFileSync(stamp(root), "utf8") === fingerprint(root)) return true;
  return statSync(hidden(root)).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}

/** The npm that runs us, else the one on the path. */
function npm() {
  const own = process.env.npm_execpath;
  if (own?.endsWith(".js") && existsSync(own))
    return { command: process.execPath, args: [own], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

function runNpm(root, ...args) {
  const { command, args: own, shell } = npm();
  const all = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const stdio = ["ignore", "inherit", "pipe"];
  const result = spawnSync(command, [...own, ...args, ...all], { cwd: root, stdio, shell, encoding: "utf8" });
  if (result.error)
    throw new Error(`npm could not be started (${result.error.message}): it comes with Node.`);
  return result;
}

function installAll(root) {
  console.log("Installing what package-lock.json lists (npm ci) …");
  let { status, stderr } = runNpm(root, "ci");
  // A lock file made where some platform's optional packages could not be had: npm ci refuses it, npm install completes it.
  if (status !== 0 && /Missing: .* from lock file/.test(stderr))
    ({ status, stderr } = runNpm(root, "install", "--no-save"));
  if (status !== 0) {
    console.error(stderr.trim().split("\n").slice(-25).join("\n"));
    throw new Error("npm failed: its own lines above say why. Freshet needs the package registry this once.");
  }
  writeFileSync(stamp(root), fingerprint(root));
}

/** One install at a time: a folder is made by exactly one process. An abandoned one is ignored after ten minutes. */
function takeTurn(root) {
  const turn = join(root, ".freshet-installing");
  for (;;) {
    try {
      mkdirSync(turn);
      return () => rmdirSync(turn);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const since = statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > 600_000) rmdirSync(turn);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
}

/** Makes node_modules complete; does nothing when it is. Throws when npm fails. */
export function install(root) {
  if (isInstalled(root)) return;
  const done = takeTurn(root);
  try {
    if (!isInstalled(root)) installAll(root);
  } finally {
    done();
  }
}
