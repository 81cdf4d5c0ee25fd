import { describe, expect, test } from "vitest";
import { readCompanySize } from "@/lib/providers/linkedin/labels";
import { toAd, toCreative } from "@/lib/providers/linkedin/map";
import { readLittleText } from "@/lib/providers/linkedin/names";
import { CreativeNode, Post } from "@/lib/providers/linkedin/schema";

describe("readable names", () => {
  const creative = (extra: Record<string, unknown> = {}) =>
    CreativeNode.parse({
      id: "urn:li:sponsoredCreative:99",
      campaign: "urn:li:sponsoredCampaign:12",
      content: { reference: "urn:li:share:1" },
      ...extra,
    });
  const post = Post.parse({
    commentary: "\n  Meet @[Northwind](urn:li:organization:1) \\(live\\) {hashtag|\\#|b2b}\nMore below",
    content: { media: { id: "urn:li:image:1", title: "Chart" } },
    adContext: { dscName: "Spring DSC" },
  });
  const silent = Post.parse({ commentary: "", adContext: { dscName: "Spring DSC" } });
  const names = (node: CreativeNode, told: Post | null) => [
    toCreative("7", node, told).name,
    toAd("7", node, told).name,
  ];

  test.each([
    [
      "a post's first line, the ad by its own name",
      creative({ name: "Ad one" }),
      post,
      ["Meet Northwind (live) #b2b", "Ad one"],
    ],
    [
      "the post names both, the ad by its name in the post",
      creative(),
      post,
      ["Meet Northwind (live) #b2b", "Spring DSC"],
    ],
    ["without words, the ad's name", creative({ name: "Ad one" }), silent, ["Ad one", "Ad one"]],
    ["without words and name, the post's name", creative(), silent, ["Spring DSC", "Spring DSC"]],
    ["when the post cannot be read, the ad's name", creative({ name: "Ad one" }), null, ["Ad one", "Ad one"]],
    ["without any of it, the reference", creative(), null, ["urn:li:share:1", "urn:li:share:1"]],
    [
      "a text ad's headline",
      creative({ content: { textAd: { headline: "Hire now", description: "d" } } }),
      null,
      ["Hire now", "Hire now"],
    ],
    ["nothing at all: the id", creative({ content: {} }), null, ["99", "99"]],
    ["blank names count as none", creative({ name: "  ", content: undefined }), null, ["99", "99"]],
  ])("%s", (_, node, told, expected) => {
    expect(names(node, told)).toEqual(expected);
  });

  test("are cut at 80 letters without halving one", () => {
    const told = Post.parse({ commentary: "🚀".repeat(200) });
    const name = toCreative("7", creative(), told).name;
    expect([...name].length).toBe(80);
    expect(name).not.toMatch(/\p{Surrogate}/u);
  });

  test("little text loses its markup and nothing else", () => {
    expect(readLittleText("a \\_b\\_ @[C & D](urn:li:person:x) {hashtag|\\#|e} (f)")).toBe(
      "a _b_ C & D #e (f)",
    );
  });
});

test.each([
  ["SIZE_1", "Self-employed"],
  ["SIZE_2_TO_10", "2-10"],
  ["SIZE_10001_OR_MORE", "10001+"],
  ["urn:li:staffCountRange:(10001,2147483647)", "10001+"],
  ["urn:li:staffCountRange:(1,1)", "Self-employed"],
  ["urn:li:staffCountRange:(11,50)", "11-50"],
  ["urn:li:title:9", null],
])("the company size %s reads %s", (value, name) => {
  expect(readCompanySize(value)).toBe(name);
});
