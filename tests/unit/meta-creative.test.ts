import { expect, test } from "vitest";
import { toCreative } from "@/lib/providers/meta/map";
import { CreativeNode } from "@/lib/providers/meta/schema";

const signed = "https://scontent.example/x.jpg?oh=00_a&oe=65C8B50F";
const read = (node: object) =>
  toCreative(
    CreativeNode.parse({ id: "9", account_id: "1", image_url: signed, thumbnail_url: signed, ...node }),
  );

test.each([
  ["plain", { title: "T", body: "B", link_url: "https://l.example" }],
  ["link", { object_story_spec: { link_data: { name: "T", message: "B", link: "https://l.example" } } }],
  [
    "carousel",
    {
      object_story_spec: {
        link_data: { message: "B", link: "https://l.example", child_attachments: [{ name: "T" }] },
      },
    },
  ],
  [
    "video",
    {
      object_story_spec: {
        video_data: {
          title: "T",
          message: "B",
          call_to_action: { type: "SIGN_UP", value: { link: "https://l.example" } },
        },
      },
    },
  ],
  [
    "asset feed",
    {
      asset_feed_spec: {
        titles: [{ text: "T" }, { text: "other" }],
        bodies: [{ text: "B" }],
        link_urls: [{ website_url: "https://l.example" }],
      },
    },
  ],
])("a %s creative gives up its title, body and link", (_, node) => {
  const creative = read(node);
  expect(creative.attributes).toMatchObject({ title: "T", body: "B", link: "https://l.example" });
  expect(creative.name).toBe("T");
});

test("an existing post has only its id", () => {
  const creative = read({ effective_object_story_id: "11_22" });
  expect(creative.attributes).toMatchObject({ title: null, body: null, link: null, storyId: "11_22" });
  expect(creative.name).toBe("9");
});

test("signed addresses are never kept", () => {
  expect(JSON.stringify(read({ title: "T", image_hash: "abc" }))).not.toContain("oe=");
  expect(read({ image_hash: "abc" }).attributes.imageHash).toBe("abc");
});
