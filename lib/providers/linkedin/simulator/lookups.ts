import { type Answer, ok } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { Asked } from "./asked";
import { creativeIdIn, kindOf, postOf, referenceOf } from "./contents";
import { audiences, labelOf } from "./labels";
import { problems } from "./problems";
import { cached, type Sandbox, wallNow } from "./sandbox";
import { type CreativeNode, treeAt } from "./tree";

type Found = { account: AccountNode; creative: CreativeNode };

/** Every creative that is listed now, by its id. */
const creativesById = (sandbox: Sandbox): Map<string, Found> => {
  const minute = Math.floor(sandbox.now().getTime() / 60_000);
  return cached(sandbox, `posts|${minute}`, () => {
    const found = sandbox
      .accounts()
      .flatMap((account) =>
        treeAt(account, wallNow(sandbox, account)).creatives.map(
          (creative) => [creative.id, { account, creative }] as const,
        ),
      );
    return new Map(found);
  });
};

/** A post by its URN. Throws what LinkedIn says of messages, of other people's pages and of deleted posts. */
function findPost(sandbox: Sandbox, urn: string, version: string): Record<string, unknown> {
  if (!/^urn:li:(share|ugcPost):/.test(urn)) throw problems.badUrn(urn);
  const found = creativesById(sandbox).get(creativeIdIn(urn) ?? "");
  if (!found || referenceOf(found.creative) !== urn) throw problems.missing();
  const { account, creative } = found;
  if (kindOf(creative) === "hidden") throw problems.denied(`partnerApiPostsExternal.GET.${version}`);
  if (kindOf(creative) === "deleted") throw problems.missing();
  return postOf(account, creative, creative.life.created * 60_000);
}

export const readPost = (sandbox: Sandbox, urn: string, version: string): Answer =>
  ok(findPost(sandbox, urn, version));

const mostPosts = 100;

/** `ids=List(..)`: each post is found or refused for itself. A kind that is no post spoils the whole question. */
export function readPosts(sandbox: Sandbox, asked: Asked, version: string): Answer {
  const ids = asked.list("ids");
  if (ids === null) throw problems.required("ids");
  if (ids.length > mostPosts) throw problems.param("ids", `at most ${mostPosts} are allowed`);
  const results: Record<string, unknown> = {};
  const errors: Record<string, unknown> = {};
  for (const urn of ids) {
    if (!/^urn:li:(share|ugcPost):/.test(urn)) throw problems.badUrn(urn);
    try {
      results[urn] = findPost(sandbox, urn, version);
    } catch (error) {
      if (!(error instanceof Error && "body" in error)) throw error;
      errors[urn] = error.body;
    }
  }
  return ok({ results, statuses: {}, errors });
}

/** A picture or film by its URN. Addresses are signed and other ones on each call. */
export function readMedia(sandbox: Sandbox, kind: "images" | "videos", urn: string): Answer {
  const shape = kind === "images" ? /^urn:li:image:C4D(\d+)$/ : /^urn:li:video:C5F(\d+)$/;
  const found = creativesById(sandbox).get(shape.exec(urn)?.[1] ?? "");
  if (!found) throw problems.missing();
  const expires = sandbox.now().getTime() + 86_400_000;
  const downloadUrl = `https://media.example.invalid/${kind}/${found.creative.id}?e=${expires}&t=${expires % 9_973}`;
  return ok({
    ...{ id: urn, owner: found.account.organization, status: "AVAILABLE", downloadUrl },
    downloadUrlExpiresAt: expires,
    ...(kind === "videos" && { duration: 31_000, aspectRatioWidth: 16, aspectRatioHeight: 9 }),
  });
}

const facetUrn = (facet: string) => `urn:li:adTargetingFacet:${facet}`;
const mostUrns = 100;

/** Readable names of targeting values, by URN or all of a facet. Unknown URNs are left out. */
export function readTargeting(asked: Asked): Answer {
  const paging = { start: 0, count: 10, links: [] };
  const finder = asked.text("q");
  if (finder === "adTargetingFacet") {
    const wanted = (asked.list("facet") ?? []).concat(asked.list("facets") ?? []);
    const elements = Object.values(audiences)
      .filter(({ facet }) => wanted.includes(facetUrn(facet)))
      .flatMap(({ facet, values }) =>
        values.flatMap(({ value, name }) =>
          name === null ? [] : [{ urn: value, name, facetUrn: facetUrn(facet) }],
        ),
      );
    return ok({ paging, elements });
  }
  if (finder !== "urns") throw problems.param("q", "is no finder");
  const urns = asked.list("urns");
  if (urns === null) throw problems.required("urns");
  if (urns.length > mostUrns) throw problems.param("urns", `at most ${mostUrns} are allowed`);
  const elements = urns.flatMap((urn) => {
    const label = labelOf(urn);
    return label ? [{ urn, name: label.name, facetUrn: facetUrn(label.facet) }] : [];
  });
  return ok({ paging, elements });
}
