type Named = { id?: string; resourceName?: string };

/** The id of a resource: its own, or the end of its name (`customers/1/adGroupAds/2~3` -> `2~3`). */
export const idOf = (node: Named | undefined): string | undefined =>
  node?.id ?? /\/(\d+(?:~\d+)*)$/.exec(node?.resourceName ?? "")?.[1];

/** The customer a resource belongs to, from its name. */
export const customerIn = (node: Named | undefined): string | undefined =>
  /^customers\/(\d+)(?:\/|$)/.exec(node?.resourceName ?? "")?.[1];
