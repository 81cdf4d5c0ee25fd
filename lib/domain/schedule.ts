import { type Frequency, frequencySeconds } from "./frequency";

/** How often realtime connections are looked for; their slots lie on these seconds, so that none waits for the next look. */
export const passSeconds = 5;

/** A stable share of the interval for a connection, so that a thousand hourly connections do not run at :00. */
export function phaseOf(connectionId: string, everySeconds: number): number {
  let hash = 2_166_136_261;
  for (const character of connectionId) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  const grain = everySeconds > frequencySeconds.realtime ? 1 : passSeconds;
  return (hash % (everySeconds / grain)) * grain;
}

/** The first slot after `now`: slots lie at `phase` seconds into each interval of the epoch. */
export function nextSlot({
  everySeconds,
  phaseSeconds,
  now,
}: {
  everySeconds: number;
  phaseSeconds: number;
  now: Date;
}): Date {
  const seconds = now.getTime() / 1_000;
  const slot = Math.floor((seconds - phaseSeconds) / everySeconds + 1) * everySeconds + phaseSeconds;
  return new Date(slot * 1_000);
}

/** The schedule a frequency means for a connection, without what failures slowed down; `manual` has none. */
export function scheduleFor(connectionId: string, frequency: Frequency, now: Date) {
  const everySeconds = frequencySeconds[frequency];
  if (everySeconds === null)
    return { everySeconds: null, phaseSeconds: 0, nextSyncAt: null, backedOffUntil: null };
  const phaseSeconds = phaseOf(connectionId, everySeconds);
  const nextSyncAt = nextSlot({ everySeconds, phaseSeconds, now });
  return { everySeconds, phaseSeconds, nextSyncAt, backedOffUntil: null };
}
