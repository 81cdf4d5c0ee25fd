import { expect, test } from "vitest";
import { readText } from "@/app/api/read-text";

const kilobyte = new Uint8Array(1_024).fill(97);

test("a body without end is refused once it is too large, and the rest is never read", async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(kilobyte);
    },
  });
  const request = new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
  await expect(readText(request)).rejects.toMatchObject({ code: "too_large", status: 413 });
  expect(sent).toBeLessThan(300);
});

test("letters are whole also where the pieces of a body part them", async () => {
  const bytes = new TextEncoder().encode("größer als €1");
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const request = new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
  expect(await readText(request)).toBe("größer als €1");
});
