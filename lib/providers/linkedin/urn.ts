/** `urn:li:sponsoredCampaign:123` */
export const urnOf = (type: string, id: string) => `urn:li:${type}:${id}`;

const shape = /^urn:[a-zA-Z]+:([A-Za-z0-9]+):(.+)$/s;

/** The parts of a URN, or null. Tuples such as `(10001,2147483647)` stay in `id` as they are. */
export function readUrn(urn: string): { type: string; id: string } | null {
  const [, type, id] = shape.exec(urn) ?? [];
  return type && id ? { type, id } : null;
}

/** The id of a URN of exactly this type, or null. */
export function idIn(urn: string, type: string): string | null {
  const parts = readUrn(urn);
  return parts?.type === type ? parts.id : null;
}

/** What is left when nothing better is known: the URN's last part. */
export const tailOf = (urn: string) => readUrn(urn)?.id ?? urn;
