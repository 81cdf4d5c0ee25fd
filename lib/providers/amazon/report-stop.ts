import type { AppError } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import { failure } from "@/lib/domain/failure";
import type { CallContext } from "../contract";
import type { Region } from "./marketplaces";
import { readDocument } from "./report-document";

/** Words that only say to come back later. */
const passing = /too (soon|many|frequent)|frequency|throttl|quota|already (been )?(requested|generated)/i;
const absent = /no data|unavailable|different date range/i;
const unfit = /invalid|not (supported|allowed|valid)|date range|parameter|exceeds/i;

/**
 * Why Amazon gave a report up, as the failure to throw; null when it only came too soon or holds nothing. A document
 * may say so: https://developer-docs.amazon.com/sp-api/docs/verify-that-report-processing-is-complete
 */
export async function explainStop(
  context: CallContext,
  region: Region,
  documentId: string | undefined,
): Promise<AppError | null> {
  const text = documentId ? (await readDocument(context, region, documentId)).slice(0, 2_000) : "";
  if (passing.test(text) || absent.test(text)) return null;
  const cause = text ? new Error(scrub(text)) : undefined;
  const kind = unfit.test(text) ? "config_invalid" : "provider_bug";
  return failure(kind, { provider: "Amazon", detail: "report_fatal", cause });
}
