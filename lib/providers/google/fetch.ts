import type { Account, Entity } from "@/lib/domain/entity";
import type { CallContext, FetchPage } from "../contract";
import { placeOf, startOf, writeCursor } from "./cursor";
import { clientsBelow } from "./hierarchy";
import { idOf } from "./ids";
import { orFromStart, readRows } from "./listing";
import { adIdOf, toAccount, toAd, toAdGroup, toAssetGroup, toCampaign, toCreative } from "./map";
import { fields, gaql } from "./query";
import { readDirect } from "./route";
import type { GoogleAdsRow } from "./schema";
import { searchPage } from "./search";

type Listing = {
  query: string;
  /** The id a row needs, and its field as a rejection names it. */
  needs: [field: string, id: (row: GoogleAdsRow) => string | undefined];
  map: (account: string, row: GoogleAdsRow) => Entity;
};

const listings = {
  campaigns: {
    query: gaql({ fields: fields.campaign, from: "campaign" }),
    needs: ["campaign.id", ({ campaign }) => idOf(campaign)],
    map: toCampaign,
  },
  ad_groups: {
    query: gaql({ fields: fields.ad_group, from: "ad_group" }),
    needs: ["ad_group.id", ({ adGroup }) => idOf(adGroup)],
    map: toAdGroup,
  },
  asset_groups: {
    query: gaql({ fields: fields.asset_group, from: "asset_group" }),
    needs: ["asset_group.id", ({ assetGroup }) => idOf(assetGroup)],
    map: toAssetGroup,
  },
  ads: {
    query: gaql({ fields: fields.ad_group_ad, from: "ad_group_ad" }),
    needs: ["ad_group_ad.ad.id", adIdOf],
    map: toAd,
  },
  creatives: {
    query: gaql({ fields: fields.creative, from: "ad_group_ad" }),
    needs: ["ad_group_ad.ad.id", ({ adGroupAd }) => idOf(adGroupAd?.ad)],
    map: toCreative,
  },
} satisfies Record<string, Listing>;
type Part = keyof typeof listings;

const isPart = (name: string): name is Part => Object.hasOwn(listings, name);

/** A stream that asks one question after another, each page by page. */
function entityStream(first: Part, ...others: Part[]): FetchPage<Entity> {
  const parts = [first, ...others];
  return (context, request) => {
    const place = placeOf(request.cursor, first);
    const part = isPart(place.part) ? place.part : first;
    const { query, needs, map }: Listing = listings[part];
    const [field, idIn] = needs;
    return orFromStart(place, async () => {
      const customerId = request.accountExternalId;
      const page = await searchPage(context, { of: request, query, pageToken: place.page });
      const { rows, rejected } = readRows(request, page.rows, (row) =>
        idIn(row) === undefined ? { field, reason: "is missing" } : null,
      );
      const next = page.next === null ? parts[parts.indexOf(part) + 1] : part;
      const cursor = next ? writeCursor({ ...startOf(next), page: page.next ?? "" }) : null;
      return { rows: rows.map((row) => map(customerId, row)), rejected, cursor };
    });
  };
}

export const fetchCampaigns = entityStream("campaigns");
export const fetchAdsets = entityStream("ad_groups", "asset_groups");
export const fetchAds = entityStream("ads");
export const fetchCreatives = entityStream("creatives");

/**
 * Every ad account the person reaches, directly or below a manager. Customers that cannot be looked into are left out
 * while another one answers; when none does, the first refusal is thrown.
 */
export async function listAccounts(context: CallContext): Promise<Account[]> {
  const accounts = new Map<string, Account>();
  const roots = await readDirect(context);
  const hierarchies = [];
  for (const root of roots) hierarchies.push({ root, ...(await clientsBelow(context, root)) });
  const [first] = hierarchies;
  if (first?.refusal && hierarchies.every(({ refusal }) => refusal !== null)) throw first.refusal;
  for (const { root, clients } of hierarchies)
    for (const client of clients) {
      const account = toAccount(client);
      if (!account || accounts.has(account.externalId)) continue;
      const route = roots.includes(account.externalId) ? account.externalId : root;
      accounts.set(account.externalId, { ...account, route });
    }
  return [...accounts.values()];
}
