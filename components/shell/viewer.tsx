"use client";

import { createContext, type ReactNode, use } from "react";
import { type Permission, type Role, refusalOf } from "@/lib/domain/permission";

const RoleContext = createContext<Role>("viewer");

/** Tells the page what its reader may do; the server decides again on every request. */
export function ViewerProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** The reader's role in this workspace. */
export const useRole = (): Role => use(RoleContext);

/** Why the reader may not, or null. */
export const useRefusal = (permission: Permission): string | null =>
  refusalOf({ role: use(RoleContext) }, permission);

/** Why the reader may not, or null: `operate` is sync, cancel and pause; `administer` is connect and disconnect. */
export function useRefusals(): { operate: string | null; administer: string | null } {
  return { operate: useRefusal("operate"), administer: useRefusal("connect") };
}
