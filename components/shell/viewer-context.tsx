"use client";

import { createContext, type ReactNode, use } from "react";
import type { Role } from "@/lib/domain/permission";

const RoleContext = createContext<Role>("viewer");

/** Tells the page what its reader may do; the server decides again on every request. */
export function ViewerProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** The reader's role in this workspace. */
export const useRole = (): Role => use(RoleContext);
