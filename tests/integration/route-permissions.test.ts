import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { member, session } from "@/drizzle/schema";
import { Problem } from "@/lib/api/problem";
import { permissionOf, type Route } from "@/lib/api/route-table";
import { routes } from "@/lib/api/routes";
import { systemClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { type Asker, KeyScope, type Permission, Role, refusalOf } from "@/lib/domain/permission";
import { createApiKey } from "@/lib/workspaces/api-keys";
import { askRoute, asPerson, asProgram, signUp } from "../support/api-routes";
import { createTestWorkspace } from "../support/workspace";

const asked = routes.filter((route) => permissionOf(route) !== null);
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
/** Those who leave have no role any more, so it comes last. */
const inOrder = asked.toSorted(
  (a, b) => Number(a.path.endsWith("/leave")) - Number(b.path.endsWith("/leave")),
);

const cookies = {} as Record<Role, string>;
const keys = {} as Record<KeyScope, string>;

/** Routes that people reach by navigating answer with a page, which is told the code. */
const isPage = (route: Route) => 302 in route.answers;
const leadsTo = (answer: Response) => answer.headers.get("location") ?? "";

/** The sentence of a refusal for want of rights; null when the asker was let in, whatever came then. */
async function refusalFrom(answer: Response): Promise<string | null> {
  if (leadsTo(answer).includes("failed=forbidden")) return "a page that says so";
  if (answer.status !== 403) return null;
  const problem = Problem.parse(await answer.json());
  return problem.code === "forbidden" ? problem.detail : null;
}
function expected(route: Route, asker: Asker): string | null {
  const refusal = refusalOf(asker, permissionOf(route) as Permission);
  return refusal && isPage(route) ? "a page that says so" : refusal;
}

beforeAll(async () => {
  const viewer = await createTestWorkspace();
  for (const role of Role.options) {
    const { cookie, userId } = await signUp(role);
    cookies[role] = cookie;
    const { workspaceId } = viewer;
    await database().insert(member).values({ id: newId(), organizationId: workspaceId, userId, role });
    await database()
      .update(session)
      .set({ activeOrganizationId: workspaceId })
      .where(eq(session.userId, userId));
  }
  for (const scope of KeyScope.options) {
    const wanted = { name: scope, scope, expires_in_days: 1 };
    keys[scope] = (await createApiKey(viewer, wanted, systemClock)).key.reveal();
  }
});

describe.each(Role.options)("a person in the role %s", (role) => {
  test("is let in or refused at every route as the table of permissions says, with its sentence", async () => {
    const got: Record<string, string | null> = {};
    const wanted: Record<string, string | null> = {};
    for (const route of inOrder) {
      got[nameOf(route)] = await refusalFrom(await askRoute(route, asPerson(cookies[role])));
      wanted[nameOf(route)] = expected(route, { role });
    }
    expect(got).toEqual(wanted);
    expect(Object.keys(got).length).toBeGreaterThan(40);
  });
});

describe.each(KeyScope.options)("an API key of the scope %s", (scope) => {
  test("is let in or refused at every route as the table says, without a cookie or an Origin", async () => {
    const got: Record<string, string | null> = {};
    const wanted: Record<string, string | null> = {};
    for (const route of inOrder) {
      got[nameOf(route)] = await refusalFrom(await askRoute(route, asProgram(keys[scope])));
      wanted[nameOf(route)] = expected(route, { role: "owner", scope });
    }
    expect(got).toEqual(wanted);
  });
});

test("nobody gets in without a session or a key, nor with a wrong key besides a good cookie", async () => {
  for (const route of asked) {
    const bare = await askRoute(route, { origin: "http://localhost:3000" });
    const signIn = isPage(route) ? 302 : 401;
    expect([nameOf(route), bare.status]).toEqual([nameOf(route), signIn]);
    if (isPage(route)) expect(leadsTo(bare)).toContain("/sign-in");
    const wrong = await askRoute(route, { ...asPerson(cookies.owner), ...asProgram("freshet_wrong") });
    expect([nameOf(route), wrong.status]).toEqual([nameOf(route), signIn]);
  }
});

test("a cookie changes nothing from another site's page", async () => {
  for (const route of asked.filter(({ method }) => method !== "GET")) {
    const foreign = await askRoute(route, { cookie: cookies.owner, origin: "https://elsewhere.example" });
    const problem = Problem.parse(await foreign.json());
    expect([nameOf(route), foreign.status, problem.code]).toEqual([nameOf(route), 403, "cross_origin"]);
  }
});
