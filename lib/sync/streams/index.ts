import type { SourceStream } from "@/lib/domain/stream";
import type { StreamRows } from "@/lib/providers/contract";
import { entitiesOf } from "./entities";
import { feeEstimates, fees } from "./fees";
import { inventory } from "./inventory";
import type { StreamKind } from "./kind";
import { demographics, metricsOf } from "./metrics";
import { orders } from "./orders";
import { inboundShipments, reimbursements, returns, stockMovements } from "./warehouse";

const kinds: { [S in SourceStream]: StreamKind<StreamRows[S]> } = {
  campaigns: entitiesOf("campaign"),
  adsets: entitiesOf("adset"),
  ads: entitiesOf("ad"),
  creatives: entitiesOf("creative"),
  account_metrics: metricsOf("account"),
  campaign_metrics: metricsOf("campaign"),
  adset_metrics: metricsOf("adset"),
  ad_metrics: metricsOf("ad"),
  demographics,
  orders,
  inventory,
  fees,
  fee_estimates: feeEstimates,
  stock_movements: stockMovements,
  returns,
  reimbursements,
  inbound_shipments: inboundShipments,
};

/** What is to be done with a stream's rows. Its `write` takes what its own `screen` let through. */
export const kindOf = (stream: SourceStream) => kinds[stream] as StreamKind<unknown>;
