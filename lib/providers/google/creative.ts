import type { Ad } from "./schema";

/** The first text that says something. */
const first = (...texts: (string | undefined)[]) =>
  texts.find((text) => text !== undefined && text.trim() !== "") ?? null;

const assembledKinds = [
  ...(["responsiveSearchAd", "responsiveDisplayAd", "appAd"] as const),
  ...(["videoResponsiveAd", "demandGenMultiAssetAd"] as const),
];

const textsOf = (list: { text?: string }[] | undefined) =>
  (list ?? []).flatMap(({ text }) => (text?.trim() ? [text] : []));

/**
 * What an ad says, found where its type keeps it. Google assembles most ads from headlines and descriptions: the first
 * of each stands for it, and all are kept. Product and video ads say nothing of their own.
 */
export function contentOf(ad: Ad | undefined) {
  const assembled = assembledKinds.map((kind) => ad?.[kind]).find((one) => one !== undefined);
  const headlines = textsOf(assembled?.headlines);
  const descriptions = textsOf(assembled?.descriptions);
  return {
    title: first(
      headlines[0],
      assembled?.longHeadline?.text,
      ad?.expandedTextAd?.headlinePart1,
      ad?.textAd?.headline,
      ad?.imageAd?.name,
    ),
    body: first(descriptions[0], ad?.expandedTextAd?.description, ad?.textAd?.description1),
    link: first(ad?.finalUrls?.[0]),
    imageUrl: first(ad?.imageAd?.imageUrl),
    objectType: first(ad?.type),
    headlines,
    descriptions,
  };
}
