import { type Answer, ok } from "../../simulation";
import { type Asked, accountIn, bodyOf } from "./asked";
import { productsOf } from "./products";
import { iso, type Sandbox } from "./sandbox";

type Money = { CurrencyCode?: string; Amount?: number };
type Wanted = {
  MarketplaceId?: string;
  IsAmazonFulfilled?: boolean;
  Identifier?: string;
  PriceToEstimateFees?: { ListingPrice?: Money; Shipping?: Money };
};
type Request = { FeesEstimateRequest?: Wanted; IdType?: string; IdValue?: string };

/** What would be charged for a listing at a price; an unknown one is an error inside a 200. */
function estimate(sandbox: Sandbox, wanted: Wanted, IdType: string, IdValue: string) {
  const account = accountIn(sandbox, wanted.MarketplaceId);
  const product = productsOf(account).find(({ sku, asin }) => (IdType === "ASIN" ? asin : sku) === IdValue);
  const FeesEstimateIdentifier = {
    ...{ MarketplaceId: account.marketplace.id, SellerId: account.sellerId, IdType, IdValue },
    IsAmazonFulfilled: wanted.IsAmazonFulfilled ?? false,
    SellerInputIdentifier: wanted.Identifier ?? "",
  };
  if (!product) {
    const problem = {
      Type: "Sender",
      Code: "InvalidParameterValue",
      Message: `There is no ${IdType} ${IdValue}.`,
      Detail: [],
    };
    return { Status: "ClientError", FeesEstimateIdentifier, Error: problem };
  }
  const money = (minor: number) => ({ CurrencyCode: account.currency, Amount: minor / 100 });
  const fee = (FeeType: string, minor: number) => ({
    ...{ FeeType, FeeAmount: money(minor), FeePromotion: money(0), FinalFee: money(minor) },
  });
  const price = Math.round(
    (wanted.PriceToEstimateFees?.ListingPrice?.Amount ?? product.priceMinor / 100) * 100,
  );
  const referral = Math.round(price * 0.15);
  const fulfilment = wanted.IsAmazonFulfilled ? product.fulfilmentMinor : 0;
  return {
    Status: "Success",
    FeesEstimateIdentifier,
    FeesEstimate: {
      TimeOfFeesEstimation: iso(sandbox.now().getTime()),
      TotalFeesEstimate: money(referral + fulfilment),
      FeeDetailList: [fee("ReferralFee", referral), ...(fulfilment ? [fee("FBAFees", fulfilment)] : [])],
    },
  };
}

const one =
  (idType: string, name: string) =>
  (asked: Asked): Answer => {
    const { FeesEstimateRequest = {} } = bodyOf<Request>(asked);
    const FeesEstimateResult = estimate(asked.sandbox, FeesEstimateRequest, idType, asked.values[name] ?? "");
    return ok({ payload: { FeesEstimateResult } });
  };

export const getMyFeesEstimateForSKU = one("SellerSKU", "SellerSKU");
export const getMyFeesEstimateForASIN = one("ASIN", "Asin");

/** Up to twenty at once; the answer is a bare list. */
export const getMyFeesEstimates = (asked: Asked): Answer =>
  ok(
    bodyOf<Request[]>(asked)
      .slice(0, 20)
      .map(({ FeesEstimateRequest = {}, IdType = "", IdValue = "" }) =>
        estimate(asked.sandbox, FeesEstimateRequest, IdType, IdValue),
      ),
  );
