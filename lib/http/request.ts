import { type FailureKind, failure } from "@/lib/domain/failure";
import { decodeText } from "./body";
import { exchange, type HttpRequest, type RawResponse } from "./exchange";

export type { HttpRequest } from "./exchange";

/** An answer with its JSON parsed; `body` is null when there was none. Vendors classify it, errors included. */
export type HttpResponse = { status: number; headers: Record<string, string>; body: unknown };

// Graph-style APIs still label JSON as text/javascript.
const isJson = (contentType: string) => /[/+](json|javascript)\b/i.test(contentType);
const looksLikeHtml = (text: string) => /^\s*<(!doctype|html|head|body|\?xml)/i.test(text);

function refuse(kind: FailureKind, provider: string, detail: string, cause?: unknown): never {
  throw failure(kind, { provider, detail, cause });
}

function parseJson(text: string, provider: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (looksLikeHtml(text)) refuse("provider_bug", provider, "html", error);
    const message = error instanceof Error ? error.message : "";
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? -1);
    const isCut = /end of JSON|Unterminated/.test(message) || position >= text.trimEnd().length;
    // V8 quotes the document in the message, so the error itself is not kept as a cause.
    return refuse(isCut ? "provider_transient" : "provider_bug", provider, isCut ? "truncated" : "json");
  }
}

function parse({ status, headers, bytes }: RawResponse, provider: string): HttpResponse {
  if (status >= 300 && status < 400) refuse("provider_bug", provider, "redirect");
  const contentType = headers["content-type"] ?? "";
  if (bytes.length === 0) return { status, headers, body: null };
  if (isJson(contentType))
    return { status, headers, body: parseJson(decodeText(bytes, contentType), provider) };
  if (status >= 500) refuse("provider_transient", provider, `http_${status}`);
  if (status >= 400) return { status, headers, body: null };
  const isHtml = /html/i.test(contentType) || looksLikeHtml(decodeText(bytes.subarray(0, 512), contentType));
  return refuse("provider_bug", provider, isHtml ? "html" : "content_type");
}

/**
 * One JSON exchange with a vendor. Throws failures: `provider_transient` for network, deadlines, cut bodies and
 * plain 5xx pages; `provider_bug` for redirects, HTML, foreign content types, bodies over the cap; `cancelled`.
 */
export async function request(input: HttpRequest): Promise<HttpResponse> {
  const headers = { accept: "application/json", ...input.headers };
  return parse(await exchange({ ...input, headers }), input.provider);
}
