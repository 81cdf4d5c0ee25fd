import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dataDir, root } from "../data-dir";
import { add, readTally, sentence, type Tally } from "./tally";

// The whole of `npm test`. Every stage runs, so that one failure does not hide the next.
const results = dataDir("test", `results-${process.pid}`);
let total: Tally = { passed: 0, failed: 0, skipped: 0 };
const broken: string[] = [];

function run(args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, pass);
    child.once("error", reject);
    child.once("exit", (code, signal) => (signal ? process.exit(1) : resolve(code ?? 1)));
  });
}

async function stage(name: string, args: string[]): Promise<boolean> {
  console.log(`\n== ${name}`);
  const isFine = (await run(args)) === 0;
  if (!isFine) broken.push(name);
  return isFine;
}

async function vitest(project: string): Promise<void> {
  const file = join(results, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  await stage(project, [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--passWithNoTests",
    "--project",
    project,
    ...reporters,
  ]);
  total = add(total, readTally(file));
}

mkdirSync(results, { recursive: true });
await stage("biome", ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
await stage("types", ["node_modules/typescript/bin/tsc", "--noEmit"]);
for (const project of ["house", "unit", "integration", "conformance"]) await vitest(project);
const hasBrowser = (await run(["--import", "tsx", "tests/support/get-browser.ts"])) === 0;
await vitest("e2e");
rmSync(results, { recursive: true, force: true });

if (!hasBrowser) console.log("\nNo browser was found or could be had: the browser tests above were skipped.");
if (broken.length > 0) console.log(`\nNot passed: ${broken.join(", ")}`);
console.log(`\n${sentence(total)}`);
process.exit(broken.length > 0 || total.failed > 0 ? 1 : 0);
