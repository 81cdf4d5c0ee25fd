const lockName = "freshet.live";
let release: (() => void) | null = null;
let asking: AbortController | null = null;

/**
 * Asks to be the one tab of this browser that holds the stream; `onLead` is called once it is, maybe at once, maybe
 * when the tab that leads is closed or hidden. Without the browser's locks every tab leads itself.
 */
export function seekLead(onLead: () => void): void {
  if (release || asking) return;
  if (!navigator.locks) {
    release = () => undefined;
    onLead();
    return;
  }
  const asked = new AbortController();
  asking = asked;
  const hold = () =>
    new Promise<void>((resolve) => {
      asking = null;
      release = resolve;
      onLead();
    });
  navigator.locks.request(lockName, { signal: asked.signal }, hold).catch(() => undefined);
}

/** Lets another tab lead; or stops asking. */
export function giveLead(): void {
  asking?.abort();
  asking = null;
  release?.();
  release = null;
}
