import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  LoaderCircle,
  PlugZap,
  RotateCw,
  TriangleAlert,
  Unplug,
} from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import type { Connection, Headline, SyncActivity } from "@/lib/api/connection";
import { notChecked } from "./freshness-words";

const headlines = {
  needs_reconnect: {
    label: "Needs reconnect",
    meaning: "The provider no longer accepts our access. You must reconnect.",
    tone: "bad",
    icon: PlugZap,
  },
  disconnected: { label: "Disconnected", meaning: "Nothing is synced any more.", tone: "off", icon: Unplug },
  paused: {
    label: "Paused",
    meaning: "Nothing is synced until you resume it.",
    tone: "off",
    icon: CirclePause,
  },
  waiting: {
    label: "Waiting for quota",
    meaning: "The provider asked us to slow down. The sync goes on by itself.",
    tone: "busy",
    icon: Hourglass,
  },
  running: {
    label: "Running",
    meaning: "A sync is running.",
    tone: "busy",
    icon: LoaderCircle,
    spins: true,
  },
  failed: { label: "Failed", meaning: "The last sync failed and you must act.", tone: "bad", icon: CircleX },
  recovering: {
    label: "Recovering",
    meaning: "The last sync failed; we or the provider put it right. Nothing to do.",
    tone: "warn",
    icon: RotateCw,
  },
  stale: {
    label: "Stale",
    meaning: "Checked far longer ago than the frequency promises.",
    tone: "warn",
    icon: TriangleAlert,
  },
  late: { label: "Late", meaning: "The next check is overdue.", tone: "warn", icon: Clock },
  partial: {
    label: "Partly up to date",
    meaning: "An account could not be read whole the last time. The others are up to date.",
    tone: "warn",
    icon: CircleAlert,
  },
  up_to_date: {
    label: "Up to date",
    meaning: "Checked within the promised time.",
    tone: "good",
    icon: CircleCheck,
  },
  not_synced: { label: "Not synced yet", meaning: "No sync has completed.", tone: "off", icon: CircleDashed },
} as const satisfies Record<Headline, StatusWord>;

/** Late by no promise of ours: somebody syncs it by hand. */
export const isLeftAlone = ({ headline, sync_frequency: frequency }: Connection): boolean =>
  frequency === "manual" && (headline === "late" || headline === "stale");

export const headlineWord = (connection: Connection): StatusWord =>
  isLeftAlone(connection) ? notChecked : headlines[connection.headline];

export const activityLabels = {
  idle: "Idle",
  queued: "Queued",
  syncing: "Syncing",
  error: "Error",
} as const satisfies Record<SyncActivity, string>;
