import * as z from "zod";

export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;

/** What an API key may do; each includes those before it. */
export const KeyScope = z.enum(["read", "sync", "admin"]);
export type KeyScope = z.infer<typeof KeyScope>;

type Rule = {
  /** The least role that may. */
  role: Role;
  /** The least scope of an API key that may; null: only a person, signed in. */
  scope: KeyScope | null;
  /** What it is, after "may not" and "lets you". */
  does: string;
};

/** Who may do what. Every route, verb and button asks this table. */
const permissions = {
  look: { role: "viewer", scope: "read", does: "look at this workspace" },
  operate: { role: "member", scope: "sync", does: "start, stop, schedule or acknowledge syncs" },
  connect: { role: "admin", scope: "admin", does: "connect, reset or disconnect accounts" },
  webhooks: { role: "admin", scope: "admin", does: "change webhooks" },
  audit: { role: "admin", scope: "admin", does: "read the audit log" },
  take_out: { role: "admin", scope: "admin", does: "export the whole workspace" },
  members: { role: "admin", scope: null, does: "invite, change or remove members" },
  owners: { role: "owner", scope: null, does: "make, change or remove owners" },
  keys: { role: "admin", scope: null, does: "make or revoke API keys" },
  /** About oneself: switch and leave workspaces. */
  self: { role: "viewer", scope: null, does: "act for a person" },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** Somebody who asks: a person in a role, or a program with a key of a scope. */
export type Asker = { role: Role; scope?: KeyScope };

const ranks = { viewer: 0, member: 1, admin: 2, owner: 3 } as const satisfies Record<Role, number>;
const scopeRanks = { read: 0, sync: 1, admin: 2 } as const satisfies Record<KeyScope, number>;

/** The role whose rights a key of this scope has, where keys may at all. */
export const roleOfScope = { read: "viewer", sync: "member", admin: "admin" } as const satisfies Record<
  KeyScope,
  Role
>;

const article = (word: string) => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

/** Why the asker may not, as a sentence for them; null when they may. */
export function refusalOf({ role, scope }: Asker, permission: Permission): string | null {
  const { does, ...needed }: Rule = permissions[permission];
  if (scope !== undefined) {
    if (needed.scope === null) return `An API key may not ${does}; sign in to do it.`;
    if (scopeRanks[scope] >= scopeRanks[needed.scope]) return null;
    return `This API key may not ${does}: it needs the scope ${needed.scope} and has ${scope}.`;
  }
  if (ranks[role] >= ranks[needed.role]) return null;
  return `Only ${article(needed.role)} may ${does}; you are ${article(role)}.`;
}

export const isAllowed = (asker: Asker, permission: Permission) => refusalOf(asker, permission) === null;

/** The least role and scope, for the description of the API. */
export const neededFor = (permission: Permission): { role: Role; scope: KeyScope | null } =>
  permissions[permission];

/** What a role may do, in words, for the screen that hands it out. */
export const roleWords = {
  owner: "Everything, also naming other owners",
  admin: "Everything but owners: accounts, members, keys, webhooks, audit",
  member: "Starts, stops and schedules syncs, acknowledges alerts",
  viewer: "Looks, changes nothing",
} as const satisfies Record<Role, string>;
