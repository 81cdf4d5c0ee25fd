import * as z from "zod";

export const Frequency = z.enum(["manual", "realtime", "5min", "10min", "30min", "hourly", "daily"]);
export type Frequency = z.infer<typeof Frequency>;

/** Seconds between two scheduled syncs; null is never. */
export const frequencySeconds = {
  manual: null,
  realtime: 30,
  "5min": 300,
  "10min": 600,
  "30min": 1_800,
  hourly: 3_600,
  daily: 86_400,
} as const satisfies Record<Frequency, number | null>;

export const frequencyLabels = {
  manual: "Manual",
  realtime: "Realtime (every 30 s)",
  "5min": "Every 5 min",
  "10min": "Every 10 min",
  "30min": "Every 30 min",
  hourly: "Hourly",
  daily: "Daily",
} as const satisfies Record<Frequency, string>;
