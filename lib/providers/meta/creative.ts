import type { CreativeNode } from "./schema";

/** The first text that says something. */
const first = (...texts: (string | undefined)[]) =>
  texts.find((text) => text !== undefined && text.trim() !== "") ?? null;

/**
 * What a creative says, found where its shape keeps it: plain fields, link or video data, carousel cards, asset feed.
 * Ads that promote an existing post have none of it, only the post's id.
 */
export function readCreative(node: CreativeNode) {
  const link = node.object_story_spec?.link_data;
  const video = node.object_story_spec?.video_data;
  const feed = node.asset_feed_spec;
  return {
    title: first(
      node.title,
      link?.name,
      video?.title,
      link?.child_attachments?.[0]?.name,
      feed?.titles?.[0]?.text,
    ),
    body: first(node.body, link?.message, video?.message, feed?.bodies?.[0]?.text),
    link: first(
      link?.link,
      link?.call_to_action?.value?.link,
      video?.call_to_action?.value?.link,
      node.link_url,
      feed?.link_urls?.[0]?.website_url,
    ),
    callToAction: first(node.call_to_action_type, link?.call_to_action?.type, video?.call_to_action?.type),
    imageHash: first(node.image_hash, link?.image_hash),
    videoId: first(node.video_id, video?.video_id),
    storyId: first(node.effective_object_story_id),
    objectType: first(node.object_type),
  };
}
