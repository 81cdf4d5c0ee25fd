import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ZodError } from "zod";
import type { Engine } from "../engine";
import { nameError } from "../log";
import { getActions, getBatch, getInfo, postCheckpoint, postEvents, postRegistration } from "./app-routes";
import { fault, type Question, type Reply } from "./reply";
import {
  deleteRun,
  getEventRuns,
  getHome,
  getRun,
  getRunsJson,
  postRerun,
  submitCancel,
  submitRerun,
} from "./run-routes";

type Answerer = (engine: Engine, question: Question) => Promise<Reply>;

const routes: [method: string, path: RegExp, answer: Answerer][] = [
  ["POST", /^\/e\/[^/]*$/, postEvents],
  ["POST", /^\/fn\/register$/, postRegistration],
  ["POST", /^\/v1\/checkpoint\/([^/]+)\/async$/, postCheckpoint],
  ["GET", /^\/v0\/runs\/([^/]+)\/actions$/, getActions],
  ["GET", /^\/v0\/runs\/([^/]+)\/batch$/, getBatch],
  ["GET", /^\/dev$/, getInfo],
  ["GET", /^\/health$/, getInfo],
  ["GET", /^\/v1\/events\/([^/]+)\/runs$/, getEventRuns],
  ["GET", /^\/v1\/runs\/([^/]+)$/, getRun],
  ["DELETE", /^\/v1\/runs\/([^/]+)$/, deleteRun],
  ["POST", /^\/v1\/runs\/([^/]+)\/rerun$/, postRerun],
  ["POST", /^\/runs\/([^/]+)\/rerun$/, submitRerun],
  ["POST", /^\/runs\/([^/]+)\/cancel$/, submitCancel],
  ["GET", /^\/runs\.json$/, getRunsJson],
  ["GET", /^\/$/, getHome],
];

const maxBodyBytes = 64 * 1024 * 1024;

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new RangeError("the body is larger than 64 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const localHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A page of some other site must not reach this server through the developer's browser. */
function isForeign({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  const site = headers["sec-fetch-site"];
  return !localHosts.has(host) || (site !== undefined && site !== "same-origin" && site !== "none");
}

async function answer(engine: Engine, request: IncomingMessage): Promise<Reply> {
  if (isForeign(request)) return fault(403, "this server answers its own machine only");
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  for (const [method, pattern, answerer] of routes) {
    const match = request.method === method ? pattern.exec(path) : null;
    if (!match) continue;
    return answerer(engine, {
      params: match.slice(1),
      headers: request.headers,
      readText: () => readText(request),
    });
  }
  return fault(404, `this server has no ${request.method} ${path}`);
}

async function respond(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await answer(engine, request).catch((error: unknown) => {
    if (error instanceof SyntaxError || error instanceof ZodError)
      return fault(400, "the body is not what this path takes");
    if (error instanceof RangeError) return fault(413, error.message);
    engine.log("a request failed", { method: request.method, error: nameError(error) });
    return fault(500, "internal error");
  });
  const headers = { "content-type": reply.type, "x-inngest-server-kind": "dev", ...reply.headers };
  response.writeHead(reply.status, headers).end(reply.body);
}

/** Listens on the given port (0: any free one) of this machine alone. */
export function listen(engine: Engine, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => void respond(engine, request, response));
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}
