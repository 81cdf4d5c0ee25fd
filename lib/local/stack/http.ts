/** The status of a GET, or null when nobody answers in time. */
export async function statusOf(url: string, timeoutMs = 5_000): Promise<number | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null; // refused, reset or late: not there yet
  }
}

/** A JSON answer, or null for anything else. */
export async function jsonOf(url: string, timeoutMs = 1_500): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    return response.ok ? await response.json() : null;
  } catch {
    return null; // nobody there, or somebody else
  }
}
