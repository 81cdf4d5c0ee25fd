"use client";

import { type Permission, refusalOf } from "@/lib/domain/permission";
import { useRole } from "./viewer-context";

export { ViewerProvider } from "./viewer-context";

/** Why the reader may not, or null. */
export const useRefusal = (permission: Permission): string | null =>
  refusalOf({ role: useRole() }, permission);

/** Why the reader may not, or null: `operate` is sync, cancel and pause; `administer` is connect and disconnect. */
export function useRefusals(): { operate: string | null; administer: string | null } {
  return { operate: useRefusal("operate"), administer: useRefusal("connect") };
}
