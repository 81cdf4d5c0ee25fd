import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { MetricParent } from "@/lib/api/numbers";
import { type Level, levelBelow } from "@/lib/domain/metric";
import { labelOf } from "./levels";

type Props = {
  level: Level;
  parents: MetricParent[];
  /** The children of an entity, or with null all of a level. */
  onGo: (level: Level, parentId: string | null) => void;
};

/** The way from all campaigns down to the rows in sight. */
export function Trail({ level, parents, onGo }: Props) {
  return (
    <nav aria-label="Breadcrumb" className="border-line border-b px-4 py-1.5 text-sm">
      <ol className="flex flex-wrap items-center gap-x-1.5">
        <li>
          <Step onPress={() => onGo("campaign", null)}>All campaigns</Step>
        </li>
        {parents.map(({ level: at, entity_id, entity_name }) => {
          const below = levelBelow[at] ?? level;
          return (
            <Place key={entity_id}>
              {below === level ? (
                <span className="max-w-60 truncate font-medium" title={entity_name}>
                  {entity_name}
                </span>
              ) : (
                <Step onPress={() => onGo(below, entity_id)}>{entity_name}</Step>
              )}
            </Place>
          );
        })}
        <Place isHere>
          <span className="text-ink-soft">{labelOf(level)}</span>
        </Place>
      </ol>
    </nav>
  );
}

function Place({ isHere = false, children }: { isHere?: boolean; children: ReactNode }) {
  return (
    <li aria-current={isHere ? "page" : undefined} className="flex min-w-0 items-center gap-x-1.5">
      <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
      {children}
    </li>
  );
}

function Step({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <button
      type="button"
      title={children}
      onClick={onPress}
      className="block h-7 max-w-60 truncate text-accent underline-offset-2 hover:underline"
    >
      {children}
    </button>
  );
}
