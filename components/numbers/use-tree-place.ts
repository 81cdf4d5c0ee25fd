"use client";

import { useUrlFilter } from "@/components/shell/use-url-filter";
import { type Level, levelAbove } from "@/lib/domain/metric";
import { type EntityPlace, readPlace, writePlace } from "./entity-place";
import { readLevel } from "./levels";

/** Where in the tree of entities the reader is, as the address says it. */
export function useTreePlace() {
  const filter = useUrlFilter();
  const level = readLevel(filter.get("level"));
  return {
    level,
    /** Whose children are in sight; null for all of the level. */
    parent: levelAbove[level] ? readPlace(filter.get("parent")) : null,
    /** Whose days are in sight. */
    open: readPlace(filter.get("entity")),
    goTo: (next: Level, parent: EntityPlace | null) =>
      filter.set({ level: next, parent: parent && writePlace(parent), entity: null }),
    openDays: (entity: EntityPlace | null) => filter.set({ entity: entity && writePlace(entity) }),
  };
}
