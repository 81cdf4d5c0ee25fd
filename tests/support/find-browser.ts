import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const names = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "chrome",
  "microsoft-edge",
];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Whether the program starts: one without its system libraries is of no use. */
function works(path: string): boolean {
  if (!existsSync(path)) return false;
  if (process.platform === "win32") return true; // there it would open a window
  return spawnSync(path, ["--version", "--no-sandbox"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}

function ofSystem(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications];
}

/** The revision our Playwright wants, then any other it downloaded for another project. */
function ofPlaywright(): string[] {
  const caches = { linux: ".cache/ms-playwright", darwin: "Library/Caches/ms-playwright" } as Record<
    string,
    string
  >;
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), caches[process.platform] ?? "");
  const folders = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith("chromium")) : [];
  const inside = folders.flatMap((name) =>
    [
      "chrome-linux/chrome",
      "chrome-linux64/chrome",
      "chrome-headless-shell-linux64/chrome-headless-shell",
    ].map((program) => join(cache, name, program)),
  );
  return [chromium.executablePath(), ...inside];
}

/** A Chrome or Chromium of this machine, or null. Throws when an environment variable names one that does not start. */
export function findBrowser(): string | null {
  for (const name of ["FRESHET_BROWSER", "CHROME_PATH"]) {
    const path = process.env[name];
    if (path && works(path)) return path;
    if (path) throw new Error(`${name} is ${path}, which does not start.`);
  }
  return [...ofSystem(), ...ofPlaywright()].find(works) ?? null;
}
