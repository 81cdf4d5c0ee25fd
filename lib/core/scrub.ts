const named = "access_token|refresh_token|client_secret|appsecret_proof|fb_exchange_token";

/**
 * Token shapes of the vendors we talk to, bearer headers, JWTs, passwords in addresses and credentials in query strings.
 * A shape may follow any character: an escaped `%3D` or `\n` before a token ends in a letter.
 */
const shapes = [
  // drizzle prints every bound parameter of a failed query.
  /(\bparams: )[^\n]*/g,
  // Long shapes first: the shorter ones below can match a part of them and leave the rest.
  /Atz[ar](?:\||%7C)[\w/+=%-]+/gi,
  /eyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /\bBearer\s+[\w.~+/=|-]+/gi,
  /amzn1\.oa2-cs\.[\w.]+/g,
  /whsec_[\w+/=]+/g,
  /freshet_[0-9A-Za-z]{40,}/g,
  /1\/\/[\w-]{20,}/g,
  /ya29\.[\w-]+/g,
  /GOCSPX-[\w-]{20,}/g,
  /EAA[A-Za-z0-9_-]{8,}/g,
  /AQ[A-Za-z0-9_-]{40,}/g,
  /(\w{1,20}:\/\/[^\s:@/]+:)[^\s@/]+(?=@)/g,
  new RegExp(`((?:${named})(?:\\\\?["'])?(?:\\s*[=:]|%3D)\\s*(?:\\\\?["'])?)[^&\\s"'\\\\]+`, "gi"),
  /([?&"'](?:code|state)["']?[=:]\s*"?)[^&\s"']+/gi,
];

/** Text with everything that looks like a credential replaced. */
export function scrub(text: string): string {
  return shapes.reduce(
    (clean, shape) =>
      clean.replace(shape, (_match, key) => (typeof key === "string" ? `${key}[secret]` : "[secret]")),
    text,
  );
}
