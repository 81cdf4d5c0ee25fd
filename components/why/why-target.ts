import { Level } from "@/lib/domain/metric";

/** One number on a screen: of an entity and a day, of an entity over days, or of a day over all accounts. */
export type WhyTarget = {
  connectionId: string | null;
  level: Level;
  entityId: string | null;
  from: string;
  to: string;
  metric: string;
};

const blank = "-";

/** The target as one word for the address bar; `parseTarget` reads it back. */
export const writeTarget = ({ connectionId, level, entityId, from, to, metric }: WhyTarget): string =>
  [connectionId ?? blank, level, metric, from, to, entityId ?? blank].join("~");

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");

/** Null for what is not a target: an address may be mistyped. */
export function parseTarget(text: string | null): WhyTarget | null {
  const [connectionId, level, metric, from, to, ...entity] = (text ?? "").split("~");
  const known = Level.safeParse(level);
  const entityId = entity.join("~");
  if (!known.success || !connectionId || !metric || !isDay(from) || !isDay(to) || !entityId) return null;
  return {
    connectionId: connectionId === blank ? null : connectionId,
    level: known.data,
    entityId: entityId === blank ? null : entityId,
    from,
    to,
    metric,
  };
}
