import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Hourglass,
  LoaderCircle,
  Moon,
  PlugZap,
  Unplug,
  Wrench,
} from "lucide-react";
import { freshnessWord } from "@/components/connections/freshness-words";
import type { StatusWord } from "@/components/ui/status";
import type { Connection } from "@/lib/api/connection";

const setups = {
  ok: {
    label: "Connected",
    meaning: "The provider accepts our access.",
    tone: "good",
    icon: CircleCheck,
  },
  needs_reauth: {
    label: "Needs reconnect",
    meaning: "The provider no longer accepts our access.",
    tone: "bad",
    icon: PlugZap,
  },
  misconfigured: {
    label: "Needs a fix",
    meaning: "Something has to be put right before it can sync.",
    tone: "bad",
    icon: Wrench,
  },
  paused: {
    label: "Paused",
    meaning: "Nothing is synced until you resume it.",
    tone: "off",
    icon: CirclePause,
  },
  disconnected: { label: "Disconnected", meaning: "Our access has ended.", tone: "off", icon: Unplug },
} as const satisfies Record<string, StatusWord>;

const runs = {
  idle: { label: "Idle", meaning: "Nothing is running.", tone: "off", icon: Moon },
  queued: { label: "Queued", meaning: "A sync was asked for.", tone: "busy", icon: CircleDashed },
  running: { label: "Running", meaning: "A sync is running.", tone: "busy", icon: LoaderCircle, spins: true },
  waiting: {
    label: "Waiting for quota",
    meaning: "The provider asked us to slow down; it goes on by itself.",
    tone: "busy",
    icon: Hourglass,
  },
  failed: {
    label: "Last one failed",
    meaning: "The last sync ended with an error.",
    tone: "warn",
    icon: CircleX,
  },
} as const satisfies Record<string, StatusWord>;

function setupOf({ status, headline }: Connection): StatusWord {
  if (status !== "active") return setups[status];
  return headline === "failed" ? setups.misconfigured : setups.ok;
}

function runOf({ sync_status: activity, headline }: Connection): StatusWord {
  if (headline === "waiting") return runs.waiting;
  return { idle: runs.idle, queued: runs.queued, syncing: runs.running, error: runs.failed }[activity];
}

/** Can it sync, is it syncing, and how old is what it knows: three questions with answers of their own. */
export const axesOf = (connection: Connection): { name: string; word: StatusWord }[] => [
  { name: "Setup", word: setupOf(connection) },
  { name: "Sync", word: runOf(connection) },
  { name: "Data", word: freshnessWord(connection) },
];
