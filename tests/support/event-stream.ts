import type { ProgressFrame } from "@/lib/api/sync";

export type Frame = { id: number | null; data: ProgressFrame & { step: string } };

/** Reads server-sent events until `stop` says so or the server closes; then hangs up. */
export async function readStream(
  url: string,
  { cookie, lastEventId, stop }: { cookie: string; lastEventId?: number; stop: (frames: Frame[]) => boolean },
): Promise<{ frames: Frame[]; closed: boolean }> {
  const headers = { cookie, ...(lastEventId === undefined ? {} : { "last-event-id": String(lastEventId) }) };
  const response = await fetch(url, { headers });
  if (!response.ok || !response.body) throw new Error(`stream: ${response.status}`);
  const frames: Frame[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split("\n\n");
    text = messages.pop() ?? "";
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1];
      const id = /^id: (\d+)$/m.exec(message)?.[1];
      if (data) frames.push({ id: id ? Number(id) : null, data: JSON.parse(data) });
      // Leaving the loop cancels the body, which hangs up.
      if (stop(frames)) return { frames, closed: false };
    }
  }
  return { frames, closed: true };
}
