import { gunzipSync } from "node:zlib";
import { failure } from "@/lib/domain/failure";
import { exchange } from "@/lib/http/exchange";
import type { CallContext } from "../contract";
import { readToken } from "./account";
import { ask } from "./client";
import type { Region } from "./marketplaces";
import { ReportDocument } from "./schema";

const mostBytes = 200 * 1024 * 1024;

// Node decodes `windows-1252` as Latin-1, which has control characters where dashes, quotes and the euro stand.
const western = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const readWestern = (bytes: Buffer): string =>
  bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (letter) => western[letter.charCodeAt(0) - 0x80] ?? letter);

/** The text of a report: UTF-8 unless the answer names another charset or the bytes are none. */
export function decodeReport(bytes: Buffer, contentType: string): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  if (/^(windows-|x-)?(cp)?-?1252$|^iso-8859-1$|^latin1$/i.test(charset)) return readWestern(bytes);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    // A charset nobody knows, or bytes that are not in it: the bytes themselves have to tell.
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Amazon's western marketplaces write Windows-1252 without saying so.
    return readWestern(bytes);
  }
}

function unpack(bytes: Buffer, algorithm: string | undefined): Buffer {
  if (!algorithm) return bytes;
  if (algorithm.toUpperCase() !== "GZIP")
    throw failure("config_invalid", { provider: "Amazon", detail: "compression" });
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (cause) {
    const isLarge = cause instanceof RangeError || /larger than/i.test(String(cause));
    throw failure(isLarge ? "too_much_data" : "provider_transient", {
      provider: "Amazon",
      detail: isLarge ? "report" : "truncated",
      cause,
    });
  }
}

/** The address is signed and works for five minutes; it gets none of our credentials. */
async function download(
  context: CallContext,
  { url, compressionAlgorithm }: ReportDocument,
): Promise<string> {
  const limits = { maxBytes: mostBytes };
  const { status, headers, bytes } = await exchange({
    provider: "Amazon",
    url,
    signal: context.signal,
    limits,
  });
  if (status === 403) throw failure("provider_transient", { provider: "Amazon", detail: "document_expired" });
  if (status >= 300)
    throw failure(status >= 500 ? "provider_transient" : "provider_bug", {
      provider: "Amazon",
      detail: `document_${status}`,
    });
  return decodeReport(unpack(bytes, compressionAlgorithm), headers["content-type"] ?? "");
}

// A long report is landed in pages; reading it again for each would cost a minute's allowance of documents.
const kept = new Map<string, string>();
const mostKept = 2;
const keyOf = ({ accessToken }: CallContext, id: string) => `${readToken(accessToken).sellerId}|${id}`;

/** A report's document as text. */
export async function readDocument(context: CallContext, region: Region, id: string): Promise<string> {
  const known = kept.get(keyOf(context, id));
  if (known !== undefined) return known;
  const document = await ask(context, {
    operation: "getReportDocument",
    region,
    path: { reportDocumentId: id },
    schema: ReportDocument,
  });
  return download(context, document);
}

/** Keeps a document while its pages are landed, or lets it go after the last. */
export function keepDocument(context: CallContext, id: string, text: string | null): void {
  kept.delete(keyOf(context, id));
  if (text === null) return;
  kept.set(keyOf(context, id), text);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
