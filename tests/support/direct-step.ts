import { assertSmall, type Step } from "@/lib/sync/step";

export type DirectStep = Step & { ids: string[]; sleeps: { id: string; until: Date }[] };

/** Called before each step, and instead of each sleep. */
export type Hooks = {
  onSleep?: (until: Date) => void | Promise<void>;
  before?: (id: string) => void | Promise<void>;
};

/** An executor without durability: runs each step at once, retries four times, and never really sleeps. What steps return is as small as it has to be. */
export function createDirectStep({ onSleep, before }: Hooks = {}): DirectStep {
  const ids: string[] = [];
  const sleeps: DirectStep["sleeps"] = [];
  return {
    ids,
    sleeps,
    run: async (id, work) => {
      ids.push(id);
      await before?.(id);
      for (let attempt = 1; ; attempt += 1) {
        try {
          return assertSmall(id, await work());
        } catch (error) {
          if (attempt >= 5) throw error;
        }
      }
    },
    sleepUntil: async (id, until) => {
      sleeps.push({ id, until });
      await onSleep?.(until);
    },
  };
}
