import type { IncomingMessage } from "node:http";

/** A question to a simulator. `path` has neither slash nor query around it. */
export type Question = {
  method: string;
  path: string;
  /** Of the query; a vendor that reads forms adds the body's. */
  params: URLSearchParams;
  /** The query as it came, for vendors whose syntax goes beyond names and values. */
  search: string;
  headers: Record<string, string>;
  /** The bearer token, or null. */
  token: string | null;
  /** The body as it came. */
  text: string;
  /** `http://127.0.0.1:1234`, for the links in answers. */
  origin: string;
};

/** Of a fault: whatever its kind understands. */
export type Params = Record<string, unknown>;

/** `body` is text, bytes, or what JSON can say. */
export type Answer = { status: number; headers?: Record<string, string>; body: unknown };

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** Thrown anywhere below a vendor's `answer`: this is the answer instead. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`refused with ${answer.status}`);
    this.name = "Refusal";
  }
}

const mostBytes = 5_000_000;

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error("body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function toQuestion(request: IncomingMessage, url: URL, text: string): Question {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  return {
    method: request.method ?? "GET",
    path: url.pathname.replace(/^\/+|\/+$/g, ""),
    params: url.searchParams,
    search: url.search.slice(1),
    headers,
    token: /^Bearer\s+(.+)$/i.exec(headers.authorization ?? "")?.[1] ?? null,
    text,
    origin: `http://${headers.host}`,
  };
}

/** Nodes leave out what they do not have. */
export function withoutEmpty(node: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in node) if (node[name] !== undefined && node[name] !== null) kept[name] = node[name];
  return kept;
}
