/** What a colour says: red only when the reader must act, amber heals by itself, blue works, grey is off. */
export type Tone = "good" | "busy" | "warn" | "bad" | "off";

export const toneText: Record<Tone, string> = {
  good: "text-good",
  busy: "text-busy",
  warn: "text-warn",
  bad: "text-bad",
  off: "text-off",
};

export const toneTint: Record<Tone, string> = {
  good: "bg-good-tint text-good",
  busy: "bg-busy-tint text-busy",
  warn: "bg-warn-tint text-warn",
  bad: "bg-bad-tint text-bad",
  off: "bg-off-tint text-off",
};
