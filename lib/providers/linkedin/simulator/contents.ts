import { pick } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { CreativeNode } from "./tree";
import { creativeName, hookOf, lineOf, siteOf } from "./words";

type Node = Record<string, unknown>;

const kinds = [
  ...(["share", "share", "share", "share", "ugcPost", "ugcPost", "article", "sponsored"] as const),
  ...(["textAd", "spotlight", "message", "hidden", "deleted"] as const),
] as const;

/** What sort of thing a creative shows. `hidden` posts belong to a page the member has no role on. */
export const kindOf = ({ key }: CreativeNode) => pick(kinds, key, 61);

const hasPost = ["share", "ugcPost", "article", "sponsored", "hidden", "deleted"];

/** The creative's post or message, or null when it holds its words itself. */
export function referenceOf(creative: CreativeNode): string | null {
  const kind = kindOf(creative);
  const number = `7${creative.id}`;
  if (kind === "message") return `urn:li:adInMailContent:${creative.id}`;
  if (!hasPost.includes(kind)) return null;
  return `urn:li:${kind === "ugcPost" ? "ugcPost" : "share"}:${number}`;
}

/** The creative whose post a reference is, by its number. */
export const creativeIdIn = (reference: string) =>
  /^urn:li:(?:share|ugcPost):7(\d+)$/.exec(reference)?.[1] ?? null;

/** `content` of a creative on the wire. */
export function contentOf(account: AccountNode, creative: CreativeNode): Node {
  const reference = referenceOf(creative);
  if (reference !== null) return { reference };
  const words = { headline: hookOf(creative), description: lineOf(creative) };
  if (kindOf(creative) === "textAd") return { textAd: { ...words, landingPage: siteOf(account) } };
  return {
    spotlight: {
      ...words,
      landingPage: siteOf(account),
      callToAction: "Visit now",
      organizationName: account.name,
    },
  };
}

/** The post behind a creative in LinkedIn's little text: brackets escaped, mentions and hashtags marked up. */
export function postOf(account: AccountNode, creative: CreativeNode, createdAt: number): Node {
  const kind = kindOf(creative);
  const content: Record<string, Node> = {
    share: { media: { id: `urn:li:image:C4D${creative.id}`, altText: "A chart" } },
    ugcPost: { media: { id: `urn:li:video:C5F${creative.id}`, title: `${hookOf(creative)} (video)` } },
    article: { article: { source: `${siteOf(account)}/guide`, title: `${hookOf(creative)} | Guide` } },
    sponsored: { media: { id: `urn:li:image:C4D${creative.id}` } },
  };
  const said = `${hookOf(creative)} \\(v${creative.slot + 1}\\)\n\n${lineOf(creative)} @[${account.name}](${account.organization}) {hashtag|\\#|numbers}`;
  const isSilent = kind === "article" || kind === "sponsored";
  return {
    id: referenceOf(creative),
    author: account.organization,
    commentary: isSilent ? "" : said,
    lifecycleState: "PUBLISHED",
    visibility: "PUBLIC",
    ...{ createdAt, lastModifiedAt: createdAt, publishedAt: createdAt },
    distribution: { feedDistribution: "NONE", thirdPartyDistributionChannels: [] },
    content: content[kind] ?? {},
    contentLandingPage: siteOf(account),
    contentCallToActionLabel: "LEARN_MORE",
    adContext: {
      isDsc: true,
      dscStatus: "ACTIVE",
      dscAdType: kind === "ugcPost" ? "VIDEO" : "STANDARD",
      dscAdAccount: `urn:li:sponsoredAccount:${account.id}`,
      ...(kind === "sponsored" && { dscName: `Sponsored ${creative.id.slice(-6)}` }),
    },
  };
}

/** What a person reads on the creative, down the ladder: its words, its headline, the ad's name, the reference. */
export function readableContent(creative: CreativeNode): string {
  const kind = kindOf(creative);
  const fallback = creativeName(creative) ?? referenceOf(creative) ?? creative.id;
  if (kind === "share" || kind === "ugcPost") return `${hookOf(creative)} (v${creative.slot + 1})`;
  if (kind === "article") return `${hookOf(creative)} | Guide`;
  if (kind === "sponsored") return creativeName(creative) ?? `Sponsored ${creative.id.slice(-6)}`;
  return kind === "textAd" || kind === "spotlight" ? hookOf(creative) : fallback;
}

/** What the ad is called: its own name first. */
export function readableAd(creative: CreativeNode): string {
  return creativeName(creative) ?? readableContent(creative);
}
