import { expect, test } from "vitest";
import * as z from "zod";
import { urlOf } from "@/lib/providers/amazon/client";

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
