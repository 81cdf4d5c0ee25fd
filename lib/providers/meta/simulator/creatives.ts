import { pick, roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { AdNode } from "./tree";
import { hookOf, lineOf, shopOf } from "./words";

type Node = Record<string, unknown>;

const calls = ["SHOP_NOW", "LEARN_MORE", "SIGN_UP", "INSTALL_MOBILE_APP"] as const;
const hex = (key: number, salt: number) =>
  Math.floor(roll(key, salt) * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
const imageHash = (key: number, index: number) =>
  [1, 2, 3, 4].map((part) => hex(key, 900 + index * 4 + part)).join("");

/** A picture's address: signed, good for a while and another one on every call. */
function signedUrl(ad: AdNode, stamp: number, kind: string): string {
  const expires = Math.floor(stamp / 1_000 + 5 * 86_400)
    .toString(16)
    .toUpperCase();
  const seal = hex(ad.key ^ stamp, Math.floor(Math.random() * 1e9));
  return `https://scontent.example.invalid/v/t45/${ad.creativeId}_${kind}.jpg?stp=dst-jpg&_nc_ohc=${seal}&oh=00_${seal}&oe=${expires}`;
}

function linkAd(account: AccountNode, ad: AdNode): Node {
  const link = `${shopOf(account)}/p/${ad.creativeId.slice(-6)}`;
  const call_to_action = { type: pick(calls, ad.key, 60), value: { link } };
  const link_data = {
    link,
    message: lineOf(ad),
    name: hookOf(ad),
    image_hash: imageHash(ad.key, 0),
    call_to_action,
  };
  return { object_type: "SHARE", object_story_spec: { page_id: "112704783733939", link_data } };
}

function carousel(account: AccountNode, ad: AdNode): Node {
  const child_attachments = [0, 1, 2].map((index) => ({
    link: `${shopOf(account)}/c/${index + 1}`,
    name: `${hookOf(ad)} (${index + 1})`,
    image_hash: imageHash(ad.key, index),
  }));
  const link_data = { link: shopOf(account), message: lineOf(ad), child_attachments };
  return { object_type: "SHARE", object_story_spec: { page_id: "112704783733939", link_data } };
}

function video(account: AccountNode, ad: AdNode): Node {
  const video_id = `77${ad.creativeId.slice(4, 17)}`;
  const call_to_action = { type: pick(calls, ad.key, 60), value: { link: shopOf(account) } };
  const video_data = { video_id, title: hookOf(ad), message: lineOf(ad), call_to_action };
  return { object_type: "VIDEO", video_id, object_story_spec: { page_id: "112704783733939", video_data } };
}

function feed(account: AccountNode, ad: AdNode): Node {
  const asset_feed_spec = {
    titles: [{ text: hookOf(ad) }, { text: "Take another look" }],
    bodies: [{ text: lineOf(ad) }],
    link_urls: [{ website_url: shopOf(account) }],
    images: [{ hash: imageHash(ad.key, 0) }],
  };
  return { object_type: "SHARE", asset_feed_spec };
}

const existingPost = (_: AccountNode, __: AdNode): Node => ({ object_type: "STATUS" });

const plain = (account: AccountNode, ad: AdNode): Node => ({
  ...{ object_type: "SHARE", title: hookOf(ad), body: lineOf(ad), link_url: shopOf(account) },
  ...{ image_hash: imageHash(ad.key, 0), call_to_action_type: pick(calls, ad.key, 60) },
});

const shapes = [linkAd, linkAd, carousel, video, feed, existingPost, plain] as const;

/** A creative in one of the shapes creatives come in; text sits where its shape keeps it. */
export function creativeNode(account: AccountNode, ad: AdNode, stamp: number): { id: string } & Node {
  const shape = pick(shapes, ad.key, 61);
  return {
    id: ad.creativeId,
    account_id: account.digits,
    name: creativeName(ad),
    status: "ACTIVE",
    effective_object_story_id: `112704783733939_${ad.creativeId.slice(3)}`,
    thumbnail_url: signedUrl(ad, stamp, "t"),
    ...(shape !== video && { image_url: signedUrl(ad, stamp, "n") }),
    ...shape(account, ad),
  };
}

export const creativeName = (ad: AdNode) => `${hookOf(ad)} ${ad.creativeId.slice(-7)}`;
