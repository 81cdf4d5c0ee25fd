import type { CreativeNode, Post } from "./schema";

const longestName = 80;
/** LinkedIn's "little text": mentions, hashtags and backslash escapes. */
const mention = /@\[([^\]]*)\]\([^)]*\)/g;
const hashtag = /\{hashtag\|\\?#\|([^}]*)\}/g;
const escaped = /\\([\\|{}@[\]()<>#*_~])/g;

/** A post's text as people read it. */
export const readLittleText = (text: string) =>
  text.replace(mention, "$1").replace(hashtag, "#$1").replace(escaped, "$1");

/** The first text that says something, its first line cut to a name's length. */
function firstLine(...texts: (string | null | undefined)[]): string | null {
  for (const text of texts) {
    const line = text
      ?.split(/\r?\n/)
      .map((part) => part.trim())
      .find((part) => part !== "");
    if (line) {
      const letters = [...line];
      return letters.length <= longestName ? line : `${letters.slice(0, longestName - 1).join("")}…`;
    }
  }
  return null;
}

const textIn = (record: Record<string, unknown>, ...names: string[]) =>
  names.map((name) => record[name]).find((value): value is string => typeof value === "string") ?? null;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an ad without a post says itself: text, spotlight, follow and job ads. */
function readInline({ content }: CreativeNode) {
  const [type, inner] = Object.entries(content ?? {}).find(([, value]) => isRecord(value)) ?? [null, {}];
  const record = isRecord(inner) ? inner : {};
  const title = textIn(record, "headline", "title", "name");
  const body = textIn(record, "description", "text");
  return { type, title, body, link: textIn(record, "landingPage", "landingPageUrl") };
}

/** What a creative says, found in its post or in itself. */
export function readContent(creative: CreativeNode, post: Post | null) {
  const inline = readInline(creative);
  const { media, article } = post?.content ?? {};
  const body = post?.commentary ? readLittleText(post.commentary) : inline.body;
  return {
    reference: creative.content?.reference ?? null,
    type: post?.content ? (Object.keys(post.content)[0] ?? null) : inline.type,
    title: media?.title || article?.title || inline.title,
    body,
    link: post?.contentLandingPage ?? article?.source ?? inline.link,
    callToAction: post?.contentCallToActionLabel ?? null,
    mediaId: media?.id ?? null,
  };
}

const given = (creative: CreativeNode, post: Post | null) => [creative.name, post?.adContext?.dscName];

/** A creative's readable name: its post's text, its headline, the ad's name, its reference, its id. */
export function nameOfCreative(creative: CreativeNode, post: Post | null): string {
  const { body, title, reference } = readContent(creative, post);
  const said = post?.commentary ? [body, title] : [title, body];
  return firstLine(...said, ...given(creative, post), reference) ?? creative.id;
}

/** An ad's readable name: the one it was given, else what its creative is called. */
export const nameOfAd = (creative: CreativeNode, post: Post | null): string =>
  firstLine(...given(creative, post)) ?? nameOfCreative(creative, post);
