import { adTypeOf, approvalOf } from "./fields-ads";
import type { AdNode } from "./tree";
import { adName, headlinesOf } from "./words";

/** How an ad and its creative are called by whoever reads what they say: product ads say nothing. */
export function told(ad: AdNode) {
  const [headline = ""] = headlinesOf(ad);
  const type = adTypeOf(ad);
  const title = type === "SHOPPING_PRODUCT_AD" ? null : type === "IMAGE_AD" ? `${headline}.png` : headline;
  const name = adName(ad) ?? title ?? ad.id;
  return { adName: name, creativeName: name, approval: approvalOf(ad) };
}
