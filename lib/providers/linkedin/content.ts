import { failure } from "@/lib/domain/failure";
import type { CallContext } from "../contract";
import { ask, isFailure } from "./client";
import { providerName } from "./errors";
import { memberKey, urnsPerLookup } from "./limits";
import { Memory } from "./memory";
import { encodeText } from "./restli";
import { type CreativeNode, Post, PostBatch } from "./schema";
import { readUrn } from "./urn";

/** What a creative shows: the post behind its reference, or null when nobody lets us read it. */
export type Contents = (creative: CreativeNode) => Post | null;

const hourMs = 3_600_000;
/** A post is read again when its creative changes; a refusal may be lifted by an admin of the page. */
const foundForMs = 30 * 24 * hourMs;
const missedForMs = 6 * hourMs;
const posts = new Memory<Post | null>(50_000);

/** Kinds the posts resource knows. It refuses others, such as message ads, with INVALID_URN_TYPE. */
const isPost = (reference: string) => ["share", "ugcPost"].includes(readUrn(reference)?.type ?? "");

/** Known to one token alone: another member may not be allowed to read the post. */
const keyOf = (context: CallContext, reference: string, { lastModifiedAt = 0 }: CreativeNode) =>
  `${memberKey(context.accessToken)}|${reference}|${lastModifiedAt}`;

const single = (account: string, reference: string) =>
  ({ endpoint: "posts", path: `posts/${encodeText(reference)}`, account }) as const;

/** No post, no right to read it, or a kind of reference that has none: all usual, none fails a sync. */
const usual = [
  "permission_lost.missing",
  "permission_lost.access_denied",
  "config_invalid.invalid_urn_type",
  "config_invalid.http_400",
];

async function readOne(
  context: CallContext,
  account: string,
  reference: string,
): Promise<Map<string, unknown>> {
  return new Map([[reference, await ask(context, single(account, reference))]]);
}

async function readMany(
  context: CallContext,
  account: string,
  references: string[],
): Promise<Map<string, unknown>> {
  const body = await ask(context, {
    endpoint: "posts",
    path: "posts",
    query: { ids: references },
    restliMethod: "BATCH_GET",
    account,
  });
  const batch = PostBatch.safeParse(body);
  if (!batch.success)
    throw failure("provider_bug", { provider: providerName, detail: "envelope", cause: batch.error });
  return new Map(Object.entries(batch.data.results));
}

/** Posts by reference. A list of one is refused by some versions, so one is asked for by itself. */
async function readPosts(context: CallContext, account: string, references: string[]) {
  const [only, ...others] = references;
  if (only === undefined) return new Map<string, unknown>();
  try {
    return others.length === 0
      ? await readOne(context, account, only)
      : await readMany(context, account, references);
  } catch (error) {
    if (isFailure(error, ...usual)) return new Map<string, unknown>();
    throw error;
  }
}

/** A batch's keys may come back encoded. */
const found = (answers: Map<string, unknown>, reference: string) =>
  Post.safeParse(answers.get(reference) ?? answers.get(encodeText(reference))).data ?? null;

/** Reads the posts behind creatives, each reference once; what cannot be read is remembered for some hours. */
export async function resolveContents(
  context: CallContext,
  account: string,
  creatives: CreativeNode[],
): Promise<Contents> {
  const known = new Map<string, Post | null>();
  const unknown = new Map<string, string>();
  const now = context.clock();
  for (const creative of creatives) {
    const { reference } = creative.content ?? {};
    if (reference === undefined || !isPost(reference) || known.has(reference)) continue;
    const key = keyOf(context, reference, creative);
    const kept = posts.get(key, now);
    if (kept === undefined) unknown.set(reference, key);
    else known.set(reference, kept);
  }
  const asked = [...unknown.keys()];
  for (let start = 0; start < asked.length; start += urnsPerLookup) {
    const references = asked.slice(start, start + urnsPerLookup);
    const answers = await readPosts(context, account, references);
    for (const reference of references) {
      const post = found(answers, reference);
      known.set(reference, post);
      const keptFor = post === null ? missedForMs : foundForMs;
      posts.set(unknown.get(reference) ?? "", post, now.getTime() + keptFor);
    }
  }
  return ({ content }) => known.get(content?.reference ?? "") ?? null;
}
