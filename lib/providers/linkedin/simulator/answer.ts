import { type Answer, ok, type Question } from "../../simulation";
import { readAnalytics } from "./analytics";
import { Asked } from "./asked";
import { decide, exchangeToken, introspect, revoke, showConsent } from "./consent";
import { accountNode } from "./entities";
import { checkProtocol, checkToken, checkVersion, requireScope } from "./gate";
import { readMedia, readPost, readPosts, readTargeting } from "./lookups";
import { offsetPage } from "./paging";
import { problems } from "./problems";
import { countCall } from "./quota";
import { reachable, type Sandbox } from "./sandbox";
import { batch, isResource, search, searchAccounts, single, usersOf } from "./searches";
import type { Claims } from "./tokens";

const door: Record<string, (sandbox: Sandbox, question: Question) => Answer> = {
  "GET oauth/v2/authorization": showConsent,
  "POST oauth/v2/authorization": decide,
  "POST oauth/v2/accessToken": exchangeToken,
  "POST oauth/v2/introspectToken": introspect,
  "POST oauth/v2/revoke": revoke,
};

const keyOf = ({ method, path }: Question) => `${method} ${path}`;
export const isDoor = (question: Question) => keyOf(question) in door;

function accountIn(sandbox: Sandbox, id: string | undefined) {
  const account = reachable(sandbox).find((known) => known.id === id);
  if (!account) throw problems.denied("partnerApiAdAccounts.GET");
  return account;
}

/** The ad account a question belongs to: named in its path, or the only one it filters by. */
export function payerOf(_sandbox: Sandbox, { path, search: query }: Question): string | null {
  const inPath = /^rest\/adAccounts\/(\d+)/.exec(path)?.[1];
  if (inPath) return inPath;
  return /(?:^|&)accounts=List\(urn%3Ali%3AsponsoredAccount%3A(\d+)\)/.exec(query)?.[1] ?? null;
}

type Route = { sandbox: Sandbox; asked: Asked; claims: Claims; keys: string[]; version: string };

function adAccounts({ sandbox, asked, keys }: Route): Answer {
  const [id, resource, key] = keys;
  if (id === undefined) return searchAccounts(sandbox, asked);
  const account = accountIn(sandbox, id);
  if (resource === undefined) return ok(accountNode(account));
  if (!isResource(resource)) throw problems.missing();
  if (key !== undefined) return single(sandbox, account, resource, key);
  return asked.has("ids")
    ? batch(sandbox, asked, account, resource)
    : search(sandbox, asked, account, resource);
}

function adAccountUsers({ sandbox, asked, claims }: Route): Answer {
  const finder = asked.text("q");
  if (finder === "authenticatedUser") return offsetPage(asked, usersOf(sandbox, claims.member, null));
  if (finder !== "accounts") throw problems.required("q");
  const raw = asked.value("accounts");
  if (raw === undefined) throw problems.required("accounts");
  const accounts = typeof raw === "string" ? [raw] : (asked.list("accounts") ?? []);
  return offsetPage(asked, usersOf(sandbox, claims.member, accounts));
}

function posts({ sandbox, asked, keys: [key], version }: Route): Answer {
  return key === undefined ? readPosts(sandbox, asked, version) : readPost(sandbox, key, version);
}

const routes: Record<string, { scope: string; answer: (route: Route) => Answer }> = {
  adAccounts: { scope: "r_ads", answer: adAccounts },
  adAccountUsers: { scope: "r_ads", answer: adAccountUsers },
  adAnalytics: { scope: "r_ads_reporting", answer: ({ sandbox, asked }) => readAnalytics(sandbox, asked) },
  adTargetingEntities: { scope: "r_ads", answer: ({ asked }) => readTargeting(asked) },
  conversions: { scope: "r_ads", answer: ({ asked }) => offsetPage(asked, []) },
  posts: { scope: "r_organization_social", answer: posts },
  images: {
    scope: "r_ads",
    answer: ({ sandbox, keys: [key = ""] }) => readMedia(sandbox, "images", key),
  },
  videos: {
    scope: "r_ads",
    answer: ({ sandbox, keys: [key = ""] }) => readMedia(sandbox, "videos", key),
  },
};

function decodePath(path: string): string[] {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    throw problems.syntax("the path is not encoded properly");
  }
}

/** Checked in LinkedIn's order: token, version, syntax, quota, permission, parameters. */
export function answer(sandbox: Sandbox, question: Question): Answer {
  const open = door[keyOf(question)];
  if (open) return open(sandbox, question);
  const [root, resource = "", ...keys] = decodePath(question.path);
  if (root !== "rest") throw problems.missing();
  const claims = checkToken(sandbox, question);
  checkVersion(sandbox, question);
  checkProtocol(question);
  const route = Object.hasOwn(routes, resource) ? routes[resource] : undefined;
  if (!route) throw problems.missing();
  countCall(sandbox, question, claims);
  const version = question.headers["linkedin-version"] ?? "";
  requireScope(claims, route.scope, `${resource}.FINDER`, version);
  return route.answer({ sandbox, asked: new Asked(question), claims, keys, version });
}

/** Our own bug: LinkedIn would say no more. */
export const failed = (error: unknown): Answer => ({
  status: 500,
  body: { status: 500, message: `Internal Server Error: ${error}` },
});

export const codeOf = (body: unknown) => {
  if (typeof body !== "object" || body === null || !("message" in body || "error" in body)) return null;
  const { code, serviceErrorCode, status, error } = body as Record<string, unknown>;
  const told = code ?? serviceErrorCode ?? error ?? status;
  return typeof told === "string" || typeof told === "number" ? told : null;
};

let answers = 0;

/** Signed with the ids LinkedIn's support asks for. */
export function sign(_sandbox: Sandbox, _question: Question, { headers, ...given }: Answer): Answer {
  answers += 1;
  const trace = { "x-li-uuid": `sandbox-${answers}`, "x-li-fabric": "sandbox", "x-li-proto": "http/1.1" };
  return { ...given, headers: { ...trace, "x-restli-protocol-version": "2.0.0", ...headers } };
}
