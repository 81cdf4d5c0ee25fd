/** Token shapes of the vendors we talk to, bearer headers, JWTs and credentials in query strings. */
const shapes = [
  // drizzle prints every bound parameter of a failed query.
  /(\nparams: )[^\n]*/g,
  /\bEAA[A-Za-z0-9_-]{8,}/g,
  /\bya29\.[\w-]+/g,
  /\b1\/\/[\w-]{20,}/g,
  /\bAQ[A-Za-z0-9_-]{40,}/g,
  /\bAtz[ar]\|[\w/+=-]+/g,
  /\bBearer\s+[\w.~+/=|-]+/gi,
  /\bwhsec_[\w+/=]+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /([?&"'](?:access_token|refresh_token|client_secret|appsecret_proof|fb_exchange_token|code|state)["']?[=:]\s*"?)[^&\s"']+/gi,
];

/** Text with everything that looks like a credential replaced. */
export function scrub(text: string): string {
  return shapes.reduce(
    (clean, shape) =>
      clean.replace(shape, (_match, key) => (typeof key === "string" ? `${key}[secret]` : "[secret]")),
    text,
  );
}
