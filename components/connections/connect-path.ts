import { searchOf } from "@/lib/api/search-of";

type Options = { connectionId?: string; choice?: string };

/** Where consent at the provider begins. A full page load, not a client navigation. */
export function connectPath(provider: string, { connectionId, choice }: Options = {}): string {
  const search = searchOf({ connection: connectionId, choice });
  const path = `/api/oauth/${encodeURIComponent(provider)}`;
  return search ? `${path}?${search}` : path;
}
