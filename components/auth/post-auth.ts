import * as z from "zod";

const Refusal = z.object({ message: z.string().optional(), code: z.string().optional() });

export type AuthRefusal = { message: string };

const words: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The email or the password is not right.",
  USER_ALREADY_EXISTS: "There is an account with this email. Sign in instead.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this email. Sign in instead.",
  PASSWORD_TOO_SHORT: "The password is too short: at least 10 characters.",
  PASSWORD_TOO_LONG: "The password is too long: at most 200 characters.",
  INVALID_EMAIL: "This is not an email address.",
};

function tooMany(response: Response): string {
  const seconds = Number(response.headers.get("x-retry-after") ?? response.headers.get("retry-after"));
  return `Too many attempts. Try again in ${seconds > 0 ? `${seconds} seconds` : "a minute"}.`;
}

/** Signs in or up; null when it worked, else what to tell the reader. */
export async function postAuth(
  path: "sign-in" | "sign-up",
  body: Record<string, string>,
): Promise<AuthRefusal | null> {
  const response = await fetch(`/api/auth/${path}/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response === null)
    return { message: "Freshet could not be reached. Check your connection and try again." };
  if (response.ok) return null;
  if (response.status === 429) return { message: tooMany(response) };
  const refusal = Refusal.safeParse(await response.json().catch(() => null)).data;
  const known = refusal?.code === undefined ? undefined : words[refusal.code];
  return { message: known ?? refusal?.message ?? "That did not work. Try again; if it stays, tell us." };
}
