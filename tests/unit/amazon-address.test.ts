import { expect, test } from "vitest";
import * as z from "zod";
import { urlOf } from "@/lib/providers/amazon/client";
import {
  findMarketplace,
  homeOf,
  isSalesChannel,
  type Marketplace,
} from "@/lib/providers/amazon/marketplaces";

const documentUrl = (reportDocumentId: string) =>
  urlOf({ operation: "getReportDocument", region: "eu", path: { reportDocumentId }, schema: z.unknown() })
    .pathname;

test.each([
  ["amzn1.spdoc.1", "amzn1.spdoc.1"],
  ["../../orders?x=1#y", "..%2F..%2Forders%3Fx%3D1%23y"],
  ["a\ud800b", "a%EF%BF%BDb"],
])("an id that reads %j stays one part of the path", (id, part) => {
  expect(documentUrl(id)).toMatch(new RegExp(`/documents/${part}$`));
});

test.each([
  ["A28R8C7NBKEWEA", "Amazon.ie", "Europe/Dublin"],
  ["AE08WJ6YKNBMC", "Amazon.co.za", "Africa/Johannesburg"],
])("%s is %s", (id, shop, timezone) => {
  const marketplace = findMarketplace(id) as Marketplace;
  expect(marketplace).toMatchObject({ region: "eu", timezone });
  expect(isSalesChannel(marketplace, shop)).toBe(true);
});

test("money of South Africa is South Africa's, Irish money that names no marketplace is Germany's", () => {
  expect(homeOf("eu", "ZAR")).toBe("AE08WJ6YKNBMC");
  expect(homeOf("eu", "EUR")).toBe("A1PA6795UKMFR9");
});
