export type Reply = { status: number; type: string; body: string; headers?: Record<string, string> };

export type Question = {
  params: string[];
  headers: Record<string, string | string[] | undefined>;
  readText: () => Promise<string>;
};

export const json = (body: unknown, status = 200): Reply => ({
  status,
  type: "application/json",
  body: JSON.stringify(body),
});

/** The real server leaves its JSON unlabelled here, which Go calls plain text. */
export const unlabelledJson = (body: unknown, status = 200): Reply => ({
  status,
  type: "text/plain; charset=utf-8",
  body: JSON.stringify(body),
});

export const empty = (status = 200): Reply => ({ status, type: "application/json", body: "" });

export const fault = (status: number, error: string): Reply => json({ error, status }, status);

export const html = (body: string): Reply => ({ status: 200, type: "text/html; charset=utf-8", body });

export const redirect = (location: string): Reply => ({
  status: 303,
  type: "text/plain",
  body: "",
  headers: { location },
});

export const headerOf = (question: Question, name: string): string | undefined => {
  const value = question.headers[name];
  return Array.isArray(value) ? value[0] : value;
};
