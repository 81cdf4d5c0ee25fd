import { expect, test } from "vitest";
import { inventory } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import { readMarketSummary } from "@/lib/insights/marketplace/summary";
import { createBareConnection, testNow } from "../support/bare-connection";

const [germany, france, britain] = ["A1PA6795UKMFR9", "A13V1IB3VIYZZH", "A1F83G8C2ARO7P"].map(
  (id) => `A1SELLER00:${id}`,
) as [string, string, string];

test("units of the European pool, told by each of its marketplaces, are counted once", async () => {
  const accounts = [germany, france, britain];
  const { viewer, connectionId } = await createBareConnection(accounts, undefined, "amazon");
  const { workspaceId } = viewer;
  const row = (accountExternalId: string, sku: string, fnsku: string, total: number) => ({
    ...{ workspaceId, connectionId, accountExternalId, sku, fnsku, total },
    ...{
      asin: null,
      condition: "NewItem",
      name: sku,
      fulfillable: total,
      inboundWorking: 0,
      inboundShipped: 0,
    },
    ...{ inboundReceiving: 0, reserved: 0, researching: 0, unfulfillable: 0, updatedAt: null },
  });
  await withWorker(viewer, (tx) =>
    tx
      .insert(inventory)
      .values([
        row(germany, "MUG", "X1", 100),
        row(germany, "MUG-2", "X1", 20),
        row(france, "MUG", "X1", 100),
        row(france, "MUG-2", "X1", 18),
        row(france, "HAT", "X2", 7),
        row(britain, "MUG", "X1", 30),
      ]),
  );
  const { stock } = await readMarketSummary(viewer, () => testNow, { connectionId });
  expect(stock).toEqual({ listings: 6, units: 120 + 7 + 30, out_of_stock: 0 });
});
