import { type Answer, ok } from "../../simulation";
import { storeName } from "./accounts";
import type { Asked } from "./asked";

const participations = ({ sandbox }: Asked) =>
  sandbox.accounts().map(({ marketplace, shop, currency, index }) => ({
    marketplace: {
      ...{ id: marketplace.id, countryCode: marketplace.country, name: shop },
      ...{
        defaultCurrencyCode: currency,
        defaultLanguageCode: "en_US",
        domainName: `www.${shop.toLowerCase()}`,
      },
    },
    storeName,
    participation: { isParticipating: true, hasSuspendedListings: index === 1 },
  }));

export const getMarketplaceParticipations = (asked: Asked): Answer => ok({ payload: participations(asked) });

export const getAccount = (asked: Asked): Answer =>
  ok({
    payload: {
      ...{ businessType: "PRIVATE_LIMITED", sellingPlan: "PROFESSIONAL" },
      marketplaceParticipationList: participations(asked),
    },
  });
