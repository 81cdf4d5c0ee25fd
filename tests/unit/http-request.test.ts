import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import type { HttpLimits } from "@/lib/http/deadlines";
import { request } from "@/lib/http/request";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const json = { "content-type": "application/json" };
const answering = (body: string | Buffer, headers: Record<string, string> = json, status = 200) =>
  serve((_, response) => response.writeHead(status, headers).end(body));

const read = (url: string, limits?: Partial<HttpLimits>, signal?: AbortSignal) =>
  request({ provider: "Acme", url, limits, signal });
const codeOf = (pending: Promise<unknown>) =>
  pending.then(
    () => "answered",
    (error) => error.code,
  );

test("a JSON answer comes back with its status and headers, errors included", async () => {
  const url = await answering('{"error":{"code":4}}', { ...json, "x-app-usage": "{}" }, 400);
  expect(await read(url)).toMatchObject({
    status: 400,
    headers: { "x-app-usage": "{}" },
    body: { error: { code: 4 } },
  });
});

test.each([
  ["gzip", () => answering(gzipSync('{"a":1}'), { ...json, "content-encoding": "gzip" })],
  ["a byte order mark", () => answering('\uFEFF{"a":1}')],
  [
    "latin1",
    () =>
      answering(Buffer.from('{"a":1,"b":"é"}', "latin1"), {
        "content-type": "application/json; charset=latin1",
      }),
  ],
  ["text/javascript", () => answering('{"a":1}', { "content-type": "text/javascript; charset=UTF-8" })],
])("%s is read", async (_, url) => {
  expect((await read(await url())).body).toMatchObject({ a: 1 });
});

test.each([
  ["an HTML page with 200", "provider_bug.html", "<!doctype html>", { "content-type": "text/html" }, 200],
  ["HTML that claims to be JSON", "provider_bug.html", "<html></html>", json, 200],
  ["plain text", "provider_bug.content_type", "ok", { "content-type": "text/plain" }, 200],
  ["broken JSON", "provider_bug.json", '{"a":}', json, 200],
  ["JSON cut inside a text", "provider_transient.truncated", '{"a":"b', json, 200],
  ["JSON cut after a value", "provider_transient.truncated", '{"a":[{"b":1}', json, 200],
  ["a plain 503", "provider_transient.http_503", "down", { "content-type": "text/plain" }, 503],
  ["a redirect", "provider_bug.redirect", "", { location: "http://127.0.0.1:9/" }, 302],
  ["broken gzip", "provider_transient.network", "no gzip", { ...json, "content-encoding": "gzip" }, 200],
] as const)("%s is %s", async (_, code, body, headers, status) => {
  expect(await codeOf(read(await answering(body, headers, status)))).toBe(code);
});

test("a redirect is never followed", async () => {
  let visits = 0;
  const elsewhere = await serve((_, response) => {
    visits += 1;
    response.end("{}");
  });
  await codeOf(read(await answering("", { location: elsewhere }, 307)));
  expect(visits).toBe(0);
});

test("a body over the cap is refused, packed or not", async () => {
  const large = Buffer.alloc(3_000_000, "x");
  const plain = await answering(large);
  const bomb = await answering(gzipSync(large), { ...json, "content-encoding": "gzip" });
  expect(await codeOf(read(plain, { maxBytes: 1_000_000 }))).toBe("provider_bug.too_large");
  expect(await codeOf(read(bomb, { maxBytes: 1_000_000 }))).toBe("provider_bug.too_large");
});

test("headers that do not come, a body that stalls and one that drips each run into their deadline", async () => {
  const silent = await serve(() => undefined);
  const stalling = await serve((_, response) => void response.writeHead(200, json).write("{"));
  const dripping = await serve((_, response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(timer));
  });
  expect(await codeOf(read(silent, { headersMs: 40 }))).toBe("provider_transient.timeout_headers");
  expect(await codeOf(read(stalling, { idleMs: 40 }))).toBe("provider_transient.timeout_body");
  expect(await codeOf(read(dripping, { idleMs: 40, totalMs: 150 }))).toBe("provider_transient.timeout_total");
});

test("a broken connection and a cut body are transient", async () => {
  const reset = await serve((incoming) => incoming.socket.resetAndDestroy());
  const cut = await serve((_, response) => {
    response.writeHead(200, { ...json, "content-length": "100" });
    response.write('{"a":', () => response.destroy());
  });
  expect(await codeOf(read(reset))).toBe("provider_transient.network");
  expect(await codeOf(read(cut))).toBe("provider_transient.truncated");
  expect(await codeOf(read("http://127.0.0.1:1/"))).toBe("provider_transient.network");
});

test("a call whose step ran out of time is the vendor's slowness, not somebody's cancelling", async () => {
  const silent = await serve(() => undefined);
  expect(await codeOf(read(silent, {}, AbortSignal.timeout(50)))).toBe("provider_transient.timeout_step");
});

test("an aborted call is cancelled, before it starts and while it waits", async () => {
  const silent = await serve(() => undefined);
  expect(await codeOf(read(silent, {}, AbortSignal.abort()))).toBe("cancelled");
  const controller = new AbortController();
  const pending = codeOf(read(silent, {}, controller.signal));
  controller.abort();
  expect(await pending).toBe("cancelled");
});
