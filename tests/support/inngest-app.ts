import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { until } from "./inngest-server";

type Json = Record<string, unknown>;
export type Exchange = {
  at: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
  response: { status: number; headers: Record<string, string>; body: unknown };
};
export type CallBody = {
  ctx: Json & { run_id: string; attempt: number; fn_id: string; stack: { stack: string[]; current: number } };
  event: Json & { id: string; name: string; data: Json; ts: number };
  events: Json[];
  steps: Json;
  version: number;
};
export type Run = {
  run_id: string;
  function_id: string;
  status: string;
  output?: unknown;
  ended_at: string | null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

type Handler = (request: Request) => Promise<Response>;

async function answer(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Exchange> {
  const at = Date.now();
  const { method = "GET", url: path = "/" } = request;
  const headers = request.headers as Record<string, string>;
  const body = await readBody(request);
  const init = { method, headers, ...(method === "GET" ? {} : { body }) };
  const reply = await handler(new Request(`http://${headers.host}${path}`, init));
  const text = await reply.text();
  const replyHeaders = Object.fromEntries(reply.headers);
  response.writeHead(reply.status, replyHeaders).end(text);
  const said = { status: reply.status, headers: replyHeaders, body: parse(text) };
  return { at, method, path, headers, body: parse(body), response: said };
}

export type TestApp = Awaited<ReturnType<typeof serveApp>>;

/** A real SDK app on real HTTP that remembers everything said between it and the server. */
export async function serveApp(options: {
  serverUrl: string;
  id?: string;
  port?: number;
  functions: (client: Inngest) => InngestFunction.Any[];
}) {
  const { serverUrl, id = `app-${Math.random().toString(36).slice(2, 8)}`, functions } = options;
  const calls: Exchange[] = [];
  const sent: Exchange[] = [];
  const record: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const text = await response.clone().text();
    const { pathname } = new URL(String(input));
    const headers = Object.fromEntries(new Headers(init?.headers));
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parse(text),
    };
    const body = parse(String(init?.body ?? ""));
    sent.push({
      at: Date.now(),
      method: init?.method ?? "GET",
      path: pathname,
      headers,
      body,
      response: answer,
    });
    return response;
  };
  const client = new Inngest({
    id,
    isDev: true,
    baseUrl: serverUrl,
    checkpointing: false,
    fetch: record,
    logger: quiet,
  });
  const handler = serve({ client, functions: functions(client) });
  const server = createServer((request, response) => {
    void answer(handler, request, response).then((exchange) => calls.push(exchange));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${port}/api/inngest`;
  const read = async (path: string) =>
    (await fetch(`${serverUrl}${path}`)).json() as Promise<{ data: Run & Run[] }>;
  return {
    id,
    url,
    port,
    client,
    calls,
    sent,
    /** The calls of one function, oldest first. */
    callsOf: (fn: string) => calls.filter((call) => call.path.includes(`fnId=${id}-${fn}&`)),
    sync: () => fetch(url, { method: "PUT", headers: { "x-inngest-server-kind": "dev" } }),
    send: async (...events: { id?: string; name: string; data?: Json }[]) => (await client.send(events)).ids,
    runsOf: async (eventId: string): Promise<Run[]> => (await read(`/v1/events/${eventId}/runs`)).data,
    findRun: async (runId: string): Promise<Run> => (await read(`/v1/runs/${runId}`)).data,
    ended: (eventId: string, timeoutMs?: number): Promise<Run> =>
      until(
        `the run of event ${eventId} ends`,
        async () => (await read(`/v1/events/${eventId}/runs`)).data.find((run) => run.ended_at),
        timeoutMs,
      ),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const silent = () => {};
const quiet = { debug: silent, info: silent, warn: silent, error: silent };
