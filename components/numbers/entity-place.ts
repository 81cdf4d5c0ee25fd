/** An entity as an address names it: ids are unique within a connection. */
export type EntityPlace = { connectionId: string; entityId: string };

const blank = "~";

export const writePlace = ({ connectionId, entityId }: EntityPlace): string =>
  `${connectionId}${blank}${entityId}`;

/** Null for what is not a place: an address may be mistyped. The id may hold the blank itself. */
export function readPlace(text: string | null): EntityPlace | null {
  const [connectionId, ...rest] = (text ?? "").split(blank);
  const entityId = rest.join(blank);
  return connectionId && entityId ? { connectionId, entityId } : null;
}
