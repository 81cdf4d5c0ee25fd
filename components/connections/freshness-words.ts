import { CircleCheck, CircleDashed, Clock, Moon, TriangleAlert } from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import type { Connection, Freshness } from "@/lib/api/connection";

const freshnesses = {
  fresh: { label: "Fresh", meaning: "Checked within the promised time.", tone: "good", icon: CircleCheck },
  quiet: {
    label: "Quiet",
    meaning: "Checked within the promised time; no number has moved for a while.",
    tone: "good",
    icon: Moon,
  },
  late: { label: "Late", meaning: "The next check is overdue.", tone: "warn", icon: Clock },
  stale: {
    label: "Stale",
    meaning: "Checked far longer ago than the frequency promises.",
    tone: "warn",
    icon: TriangleAlert,
  },
  never: { label: "Not synced yet", meaning: "No sync has completed.", tone: "off", icon: CircleDashed },
} as const satisfies Record<Freshness, StatusWord>;

/** Nobody promised to check a connection that is synced by hand: old numbers are no delay. */
export const notChecked = {
  label: "Not checked lately",
  meaning: "It syncs only when you ask, and that is more than a day ago.",
  tone: "off",
  icon: Clock,
} as const satisfies StatusWord;

export const freshnessWord = ({ freshness, sync_frequency: frequency }: Connection): StatusWord =>
  frequency === "manual" && (freshness === "late" || freshness === "stale")
    ? notChecked
    : freshnesses[freshness];
