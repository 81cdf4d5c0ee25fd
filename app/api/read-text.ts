import { AppError } from "@/lib/core/errors";

const maxBodyBytes = 256 * 1024;

const tooLarge = () =>
  new AppError({ code: "too_large", message: "The request is too large.", status: 413, actor: "you" });

/** The body as text. Throws `too_large` (413) as soon as it is, without reading the rest. */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
