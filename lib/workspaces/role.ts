import * as z from "zod";

export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;

const ranks = { viewer: 0, member: 1, admin: 2, owner: 3 } as const satisfies Record<Role, number>;

/** Is `role` allowed what `needed` is allowed? */
export const isAtLeast = (role: Role, needed: Role) => ranks[role] >= ranks[needed];
