const unescapes: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
const unescapeHtml = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => unescapes[entity] ?? entity);

/** Allows a simulator's consent page as a person would: opens it, posts its form, and reads the code sent back. */
export async function allowConsent(consentUrl: string): Promise<string> {
  const html = await (await fetch(consentUrl)).text();
  const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
  if (!action) throw new Error("The simulator's consent page has no form");
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const fields = hidden.map(([, name = "", value = ""]) => [name, unescapeHtml(value)]);
  const body = new URLSearchParams([...fields, ["decision", "allow"]]);
  const answer = await fetch(new URL(unescapeHtml(action), consentUrl), {
    method: "POST",
    body,
    redirect: "manual",
  });
  const code = new URL(answer.headers.get("location") ?? "", consentUrl).searchParams.get("code");
  if (!code) throw new Error(`The simulator's consent ended with ${answer.status} and no code`);
  return code;
}
