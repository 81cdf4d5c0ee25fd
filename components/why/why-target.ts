import { Level } from "@/lib/domain/metric";

/** One number on a screen: of an entity and a day, of an entity over days, or of a day over all accounts of a currency. */
export type WhyTarget = {
  connectionId: string | null;
  level: Level;
  entityId: string | null;
  from: string;
  to: string;
  metric: string;
  /** Where it is told of several accounts: amounts of other currencies are no part of it. */
  currency: string | null;
};

const blank = "-";

/** The target as one word for the address bar; `parseTarget` reads it back. */
export const writeTarget = ({
  connectionId,
  level,
  entityId,
  from,
  to,
  metric,
  currency,
}: WhyTarget): string =>
  [connectionId ?? blank, level, metric, from, to, currency ?? blank, entityId ?? blank].join("~");

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");

/** Null for what is not a target: an address may be mistyped. */
export function parseTarget(text: string | null): WhyTarget | null {
  const [connectionId, level, metric, from, to, currency, ...entity] = (text ?? "").split("~");
  const known = Level.safeParse(level);
  const entityId = entity.join("~");
  if (!known.success || !connectionId || !metric || !isDay(from) || !isDay(to) || !currency || !entityId)
    return null;
  return {
    connectionId: connectionId === blank ? null : connectionId,
    level: known.data,
    entityId: entityId === blank ? null : entityId,
    from,
    to,
    metric,
    currency: currency === blank ? null : currency,
  };
}
