type Options = { connectionId?: string; choice?: string };

/** Where consent at the provider begins. A full page load, not a client navigation. */
export function connectPath(provider: string, { connectionId, choice }: Options = {}): string {
  const query = new URLSearchParams();
  if (connectionId) query.set("connection", connectionId);
  if (choice) query.set("choice", choice);
  const path = `/api/oauth/${encodeURIComponent(provider)}`;
  return query.size > 0 ? `${path}?${query}` : path;
}
