import { expect, test } from "vitest";
import {
  isAllowed,
  KeyScope,
  neededFor,
  type Permission,
  permissionNames,
  Role,
  refusalOf,
  roleOfScope,
} from "@/lib/domain/permission";

const allowedTo = (asker: Parameters<typeof isAllowed>[0]) =>
  permissionNames.filter((permission) => isAllowed(asker, permission));

test("a viewer looks, a member also operates, an admin runs the workspace, an owner names owners", () => {
  expect(allowedTo({ role: "viewer" })).toEqual(["look", "self"]);
  expect(allowedTo({ role: "member" })).toEqual(["look", "operate", "self"]);
  expect(allowedTo({ role: "admin" })).toEqual(permissionNames.filter((name) => name !== "owners"));
  expect(allowedTo({ role: "owner" })).toEqual(permissionNames);
});

test("no key, whatever its scope, may touch members, owners or keys", () => {
  for (const scope of KeyScope.options)
    for (const permission of ["members", "owners", "keys", "self"] as Permission[])
      expect(refusalOf({ role: "owner", scope }, permission)).toMatch(/API key may not/);
});

test("a key may never more than the role it stands for", () => {
  for (const scope of KeyScope.options) {
    const asPerson = allowedTo({ role: roleOfScope[scope] });
    expect(asPerson).toEqual(expect.arrayContaining(allowedTo({ role: "viewer", scope })));
  }
});

test("every refusal is a sentence that names what is needed and what one has", () => {
  for (const permission of permissionNames)
    for (const role of Role.options) {
      const refusal = refusalOf({ role }, permission);
      if (refusal === null) continue;
      expect(refusal).toMatch(/^Only an? \w+ may .+; you are an? \w+\.$/);
      expect(refusal).toContain(neededFor(permission).role);
    }
});
