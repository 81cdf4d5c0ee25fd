import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { root } from "@/lib/local/data-dir";
import { findBrowser } from "./find-browser";

const noBrowser = `
************************************************************************
  No browser: every test of tests/e2e is SKIPPED.
  Install Google Chrome or Chromium, or set FRESHET_BROWSER to one, or run
    npx playwright-core install --with-deps chromium-headless-shell
************************************************************************`;

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  console.log(`No browser here; trying: ${[command, ...args].join(" ")}`);
  const options = { cwd: root, env: { ...process.env, ...env }, stdio: "inherit", timeout: 300_000 } as const;
  return spawnSync(command, args, options).status === 0;
}

function fromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  const list = ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"];
  return run("apt-get", ["update"], quiet) && run("apt-get", list, quiet);
}

const fromPlaywright = () =>
  run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium-headless-shell"], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000",
  });

/** The path of a browser; gets one when there is none. Null, said loudly, where none can be had. */
export function ensureBrowser(): string | null {
  const found =
    findBrowser() ?? (fromDebian() ? findBrowser() : null) ?? (fromPlaywright() ? findBrowser() : null);
  if (!found) console.error(noBrowser);
  return found;
}

/** Starts a headless browser. Call once a file; `ensureBrowser()` first decides whether there is one. */
export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    headless: true,
    args: ["--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });
