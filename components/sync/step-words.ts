const names: Record<string, string> = {
  assemble: "Assembling",
  persist: "Writing",
  done: "Done",
  error: "Stopped",
  heartbeat: "Waiting",
};

/** `4/6` -> `Step 4 of 6`: what is announced to screen readers, once per phase. */
export function stepWords(step: string): string {
  const match = /^(\d+)\/(\d+)$/.exec(step);
  if (match) return `Step ${match[1]} of ${match[2]}`;
  return names[step] ?? "Starting";
}

/** `account_metrics` -> `Account metrics`. */
export function streamWords(stream: string): string {
  const words = stream.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
