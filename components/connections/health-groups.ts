import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  LoaderCircle,
  TriangleAlert,
  UserRoundX,
} from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import type { Connection, Headline } from "@/lib/api/connection";
import { isLeftAlone } from "./headlines";

export const healthGroups = {
  need_you: {
    label: "need you",
    single: "needs you",
    meaning: "Reconnect or fix these.",
    tone: "bad",
    icon: UserRoundX,
  },
  running: {
    label: "running",
    meaning: "A sync is running or waits for quota.",
    tone: "busy",
    icon: LoaderCircle,
  },
  behind: {
    label: "behind or partial",
    meaning: "Late, recovering, or with an account that could not be read.",
    tone: "warn",
    icon: TriangleAlert,
  },
  up_to_date: {
    label: "up to date",
    meaning: "Checked within the promised time.",
    tone: "good",
    icon: CircleCheck,
  },
  not_synced: { label: "not synced yet", meaning: "No sync has completed.", tone: "off", icon: CircleDashed },
  off: {
    label: "off",
    meaning: "Paused, disconnected, or synced by hand and not lately.",
    tone: "off",
    icon: CirclePause,
  },
} as const satisfies Record<string, StatusWord & { single?: string }>;
export type HealthGroup = keyof typeof healthGroups;

/** The words after a count of connections. */
export function healthWords(group: HealthGroup, count: number): string {
  const words: StatusWord & { single?: string } = healthGroups[group];
  return count === 1 ? (words.single ?? words.label) : words.label;
}

const groupOfHeadline = {
  needs_reconnect: "need_you",
  failed: "need_you",
  running: "running",
  waiting: "running",
  recovering: "behind",
  stale: "behind",
  late: "behind",
  partial: "behind",
  up_to_date: "up_to_date",
  not_synced: "not_synced",
  paused: "off",
  disconnected: "off",
} as const satisfies Record<Headline, HealthGroup>;

export const groupOf = (connection: Connection): HealthGroup =>
  isLeftAlone(connection) ? "off" : groupOfHeadline[connection.headline];

const healthGroupNames = Object.keys(healthGroups) as HealthGroup[];

export const toHealthGroup = (text: string | null): HealthGroup | null =>
  healthGroupNames.find((name) => name === text) ?? null;

export function countHealth(connections: Connection[]): { group: HealthGroup; count: number }[] {
  const counts = healthGroupNames.map((group) => ({
    group,
    count: connections.filter((connection) => groupOf(connection) === group).length,
  }));
  const always: HealthGroup[] = ["need_you", "running", "up_to_date"];
  return counts.filter(({ group, count }) => count > 0 || always.includes(group));
}
