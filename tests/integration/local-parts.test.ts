import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "@/lib/local/free-port";
import { isAlive } from "@/lib/local/process-identity";
import { statusOf } from "@/lib/local/stack/http";
import { isDevServer } from "@/lib/local/stack/inngest";
import { type PartOptions, startPart } from "@/lib/local/stack/part";

async function until(claim: () => Promise<boolean> | boolean) {
  const deadline = Date.now() + 15_000;
  while (!(await claim())) {
    if (Date.now() > deadline) throw new Error("It did not happen within 15 seconds.");
    await pause(20);
  }
}

async function makePart(options: Partial<PartOptions> = {}) {
  const port = await freePort();
  const isReady = async () => (await statusOf(`http://127.0.0.1:${port}`)) === 200;
  const part = await startPart({
    name: "part",
    args: ["-e", `require("node:http").createServer((q, r) => r.end()).listen(${port}, "127.0.0.1")`],
    env: {},
    isReady,
    readyMs: 20_000,
    keepAlive: false,
    print: () => {},
    ...options,
  });
  onTestFinished(() => part.stop());
  return { part, isReady };
}

test("a part of the laptop that is killed starts again by itself", async () => {
  const { part, isReady } = await makePart({ keepAlive: true });
  const before = part.pid() ?? 0;
  process.kill(before, "SIGKILL");
  await until(async () => part.pid() !== before && (await isReady()));
});

test("a part that a test killed stays dead until it is restarted, and stopped for good when told", async () => {
  const { part, isReady } = await makePart();
  await part.kill();
  expect(await isReady()).toBe(false);
  await part.restart();
  expect(await isReady()).toBe(true);
  await part.stop();
  expect(await isReady()).toBe(false);
});

test("a part that ends before it is ready says so at once", async () => {
  const args = ["-e", "process.exit(4)"];
  await expect(makePart({ args })).rejects.toThrow("part ended before it was ready (4).");
});

test("what a killed launcher started ends with it", async () => {
  const guard = new URL("../../lib/local/die-with-parent.mjs", import.meta.url).href;
  const inner = `setInterval(() => {}, 1000)`;
  const outer = `
    const child = require("node:child_process").spawn(process.execPath, ["--import", "${guard}", "-e", "${inner}"], { detached: true });
    console.log(child.pid); setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ["-e", outer], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = await new Promise<number>((resolve) =>
    launcher.stdout.once("data", (text) => resolve(Number(text))),
  );
  await pause(500); // until the guard has been loaded
  expect(isAlive(pid)).toBe(true);
  launcher.kill("SIGKILL");
  await until(() => !isAlive(pid));
});

test.each([
  ["what Inngest's dev server answers", { version: "1.12.1", functions: [], handlers: [] }, true],
  ["the server of another checkout", { version: "freshet-local", functions: [] }, false],
  ["another program's JSON", { ok: true }, false],
  ["no JSON at all", "<html>", false],
])("on port 8288, %s is told apart", async (_, body, expected) => {
  const server = createServer((_request, response) =>
    response.end(typeof body === "string" ? body : JSON.stringify(body)),
  );
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  expect(await isDevServer(`http://127.0.0.1:${port}`)).toBe(expected);
});
