import { Phase, phases, streamLabels } from "@/lib/domain/phase";

const names: Record<string, string> = {
  assemble: "Assembling",
  persist: "Writing",
  done: "Done",
  error: "Stopped",
  heartbeat: "Waiting",
};

/**
 * `4/6` -> `Step 4 of 6, Campaign metrics`: what is announced to screen readers, once per phase. Ads and marketplaces
 * count alike: the phases of the run's own slices say which one it is.
 */
export function stepWords(step: string, slices: readonly { phase: string }[] = []): string {
  const match = /^(\d+)\/(\d+)$/.exec(step);
  if (!match) return names[step] ?? "Starting";
  const planned = new Set(slices.map(({ phase }) => phase));
  const named = Phase.options.filter((name) => phases[name].step === step);
  const name = named.find((one) => planned.has(one)) ?? (named.length === 1 ? named[0] : undefined);
  const phase = name && phases[name];
  const place = `Step ${match[1]} of ${match[2]}`;
  return phase ? `${place}, ${phase.title}` : place;
}

const readable = (name: string) => name.replaceAll("_", " ");

/** A phase as its step number and title; one this page does not know by its own name. */
export function phaseWords(name: string): { step: string; title: string } {
  if (name === "persist") return { step: "", title: "Assemble and persist" };
  const known = Phase.safeParse(name);
  return known.success ? phases[known.data] : { step: "", title: readable(name) };
}

export function streamWords(stream: string): string {
  const labels: Record<string, string> = streamLabels;
  return labels[stream] ?? readable(stream);
}
