import { readEnv } from "./env";

export const regions = ["na", "eu", "fe"] as const;
export type Region = (typeof regions)[number];

export type Marketplace = { id: string; country: string; region: Region; timezone: string };

const row = (region: Region, country: string, id: string, timezone: string): Marketplace => ({
  id,
  country,
  region,
  timezone,
});

/**
 * Every marketplace of the Selling Partner API. Days are the marketplace's: Amazon counts the days of Amazon.com in
 * Pacific time. https://developer-docs.amazon.com/sp-api/docs/marketplace-ids
 */
const marketplaces: readonly Marketplace[] = [
  row("na", "US", "ATVPDKIKX0DER", "America/Los_Angeles"),
  row("na", "CA", "A2EUQ1WTGCTBG2", "America/Toronto"),
  row("na", "MX", "A1AM78C64UM0Y8", "America/Mexico_City"),
  row("na", "BR", "A2Q3Y263D00KWC", "America/Sao_Paulo"),
  row("eu", "GB", "A1F83G8C2ARO7P", "Europe/London"),
  row("eu", "DE", "A1PA6795UKMFR9", "Europe/Berlin"),
  row("eu", "FR", "A13V1IB3VIYZZH", "Europe/Paris"),
  row("eu", "IT", "APJ6JRA9NG5V4", "Europe/Rome"),
  row("eu", "ES", "A1RKKUPIHCS9HS", "Europe/Madrid"),
  row("eu", "NL", "A1805IZSGTT6HS", "Europe/Amsterdam"),
  row("eu", "BE", "AMEN7PMS3EDWL", "Europe/Brussels"),
  row("eu", "IE", "A28R8C7NBKEWEA", "Europe/Dublin"),
  row("eu", "SE", "A2NODRKZP88ZB9", "Europe/Stockholm"),
  row("eu", "PL", "A1C3SOZRARQ6R3", "Europe/Warsaw"),
  row("eu", "TR", "A33AVAJ2PDY3EV", "Europe/Istanbul"),
  row("eu", "EG", "ARBP9OOSHTCHU", "Africa/Cairo"),
  row("eu", "SA", "A17E79C6D8DWNP", "Asia/Riyadh"),
  row("eu", "AE", "A2VIGQ35RCS4UG", "Asia/Dubai"),
  row("eu", "ZA", "AE08WJ6YKNBMC", "Africa/Johannesburg"),
  row("eu", "IN", "A21TJRUUN4KGV", "Asia/Kolkata"),
  row("fe", "JP", "A1VC38T7YXB528", "Asia/Tokyo"),
  row("fe", "AU", "A39IBJ37TRP1C6", "Australia/Sydney"),
  row("fe", "SG", "A19VAU5U5O7RUS", "Asia/Singapore"),
];

export const findMarketplace = (id: string): Marketplace | undefined =>
  marketplaces.find((marketplace) => marketplace.id === id);

/** Where a region's API is: sandbox hosts answer with published cases alone. */
export function apiUrlOf(region: Region): string {
  const { apiUrl, isSandbox } = readEnv();
  return apiUrl ?? `https://${isSandbox ? "sandbox." : ""}sellingpartnerapi-${region}.amazon.com`;
}

const homes: Record<Region, Record<string, string>> = {
  na: { USD: "US", CAD: "CA", MXN: "MX", BRL: "BR" },
  eu: {
    ...{ GBP: "GB", EUR: "DE", SEK: "SE", PLN: "PL", TRY: "TR" },
    ...{ EGP: "EG", SAR: "SA", AED: "AE", ZAR: "ZA", INR: "IN" },
  },
  fe: { JPY: "JP", AUD: "AU", SGD: "SG" },
};

/** The marketplace that stands for a currency of a region. */
export const homeOf = (region: Region, currency: string): string | undefined =>
  marketplaces.find(({ region: own, country }) => own === region && country === homes[region][currency])?.id;

const shops: Partial<Record<string, string>> = {
  ...{ US: "com", CA: "ca", MX: "com.mx", BR: "com.br", GB: "co.uk", BE: "com.be", TR: "com.tr" },
  ...{ JP: "co.jp", AU: "com.au", ZA: "co.za" },
};

const shopOf = ({ country }: Marketplace): string => `amazon.${shops[country] ?? country.toLowerCase()}`;

/** Whether `Amazon.co.uk` is this marketplace's shop. */
export const isSalesChannel = (marketplace: Marketplace, name: string): boolean =>
  name.toLowerCase() === shopOf(marketplace);

const names = new Intl.DisplayNames("en", { type: "region" });

/** Where sellers are: each country with its name, the usual one first. */
export const countries = marketplaces.map(({ country }) => ({
  id: country,
  name: names.of(country) ?? country,
}));

const sharesEurope = ["GB", "DE", "FR", "IT", "ES"];

/**
 * The Seller Central in which a seller of the country gives consent; unknown countries mean the first.
 * https://developer-docs.amazon.com/sp-api/docs/seller-central-urls
 */
export function consentUrlOf(country: string | null | undefined): string {
  const own = marketplaces.find((marketplace) => marketplace.country === country) ?? marketplaces[0];
  const host = own && !sharesEurope.includes(own.country) ? `.${shopOf(own)}` : "-europe.amazon.com";
  return readEnv().consentUrl ?? `https://sellercentral${host}`;
}

/** How `03/04/2026` is read there. */
export const usualDayOrder = ({ country }: Marketplace): "month" | "day" =>
  ["US", "CA", "MX"].includes(country) ? "month" : "day";
