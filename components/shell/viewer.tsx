"use client";

import { createContext, type ReactNode, use } from "react";

export type ViewerRole = "owner" | "admin" | "member" | "viewer";

const RoleContext = createContext<ViewerRole>("viewer");

/** Tells the page what its reader may do; the server decides again on every request. */
export function ViewerProvider({ role, children }: { role: ViewerRole; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

const lookOnly = "Your role lets you look but not change. Ask an admin of the workspace.";
const adminsOnly = "Only an admin of the workspace can do this.";

/** Why the reader may not, or null: `operate` is sync, cancel and pause; `administer` is connect and disconnect. */
export function useRefusals(): { operate: string | null; administer: string | null } {
  const role = use(RoleContext);
  const isAdmin = role === "owner" || role === "admin";
  return { operate: role === "viewer" ? lookOnly : null, administer: isAdmin ? null : adminsOnly };
}
