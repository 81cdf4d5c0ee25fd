import { describe, expect, test } from "vitest";
import { classifyError, findProblem } from "@/lib/providers/meta/errors";
import { readJsonFixture } from "../support/fixtures";

type Recorded = { name: string; status: number; kind: string; body: unknown };
const recorded = readJsonFixture<Recorded[]>("meta/errors.json", "Meta's documented errors are classified");

const ours: Record<string, string> = {
  auth: "needs_reauth",
  permission: "permission_lost",
  permission_or_missing_object: "permission_lost",
  permanent: "permission_lost",
  rate_limit: "rate_limited",
  transient: "provider_transient",
  reduce_page_size: "too_much_data",
  split_query: "too_much_data",
};

describe.skipIf(!recorded)("documented errors", () => {
  test.each(recorded ?? [])("$name is $kind", ({ status, kind, body }) => {
    expect(findProblem(status, body)?.kind).toBe(ours[kind]);
  });

  test.each(recorded ?? [])("$name says the same with HTTP 200", ({ kind, body }) => {
    expect(findProblem(200, body)?.kind).toBe(ours[kind]);
  });
});

test("a heavy page and a long range are told apart: one asks for fewer rows, the other for fewer days", () => {
  const heavy = {
    message: "Please reduce the amount of data you're asking for, then retry your request",
    code: 1,
  };
  expect(classifyError(heavy, 500).detail).toBe("page");
  expect(classifyError({ ...heavy, code: 100, error_subcode: 1487534 }, 400).detail).toBe("range");
});

test.each([
  [{ code: 2637, error_subcode: 1815107, message: "", is_transient: true }, "provider_transient"],
  [{ code: 4, error_subcode: 1504022, message: "" }, "rate_limited"],
  [{ code: 2635, message: "" }, "config_invalid"],
  [{ code: 100, message: "(#100) Tried accessing nonexisting field (x)" }, "config_invalid"],
  [{ code: 2, error_subcode: 1504041, message: "" }, "config_invalid"],
  [{ code: 1, message: "Error validating client secret." }, "config_invalid"],
  [{ code: 101, message: "Error validating application." }, "config_invalid"],
  [{ code: 294, message: "" }, "permission_lost"],
  [{ code: 190, error_subcode: 460, message: "permission" }, "needs_reauth"],
])("%j is %s", (error, kind) => {
  expect(classifyError(error, 400).kind).toBe(kind);
});

test.each([
  [429, null, "rate_limited"],
  [503, null, "provider_transient"],
  [401, null, "needs_reauth"],
  [200, [], "provider_bug"],
  [200, null, "provider_bug"],
  [200, { error: "text" }, undefined],
])("HTTP %s with %j is %s", (status, body, kind) => {
  expect(findProblem(status, body)?.kind).toBe(kind);
});
