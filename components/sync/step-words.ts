import { Phase, phases, streamLabels } from "@/lib/domain/phase";

const names: Record<string, string> = {
  assemble: "Assembling",
  persist: "Writing",
  done: "Done",
  error: "Stopped",
  heartbeat: "Waiting",
};

/** `4/6` -> `Step 4 of 6, Campaign metrics`: what is announced to screen readers, once per phase. */
export function stepWords(step: string): string {
  const match = /^(\d+)\/(\d+)$/.exec(step);
  if (!match) return names[step] ?? "Starting";
  const phase = Object.values(phases).find((one) => one.step === step);
  const place = `Step ${match[1]} of ${match[2]}`;
  return phase ? `${place}, ${phase.title}` : place;
}

const readable = (name: string) => name.replaceAll("_", " ");

/** A phase as its step number and title; one this page does not know by its own name. */
export function phaseWords(name: string): { step: string; title: string } {
  const known = Phase.safeParse(name);
  return known.success ? phases[known.data] : { step: "", title: readable(name) };
}

export function streamWords(stream: string): string {
  const labels: Record<string, string> = streamLabels;
  return labels[stream] ?? readable(stream);
}
