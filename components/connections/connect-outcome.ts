import { failureKindOf, failures, isFailureKind } from "@/lib/domain/failure";

export type Outcome =
  | { kind: "denied" | "failed"; provider: string; words: string; fix: string }
  | { kind: "reconnected"; connectionId: string; meant: string | null };

type Words = { words: string; fix: string };

const own: Record<string, Words> = {
  oauth_state: {
    words: "This consent did not start here, was used before or took longer than ten minutes.",
    fix: "Start connecting again.",
  },
  not_configured: {
    words: "This server has no credentials for that provider.",
    fix: "“Add connection” says which settings are missing.",
  },
  unknown_provider: { words: "There is no such provider.", fix: "Choose one under “Add connection”." },
  forbidden: { words: "Your role may not connect accounts.", fix: "Ask an admin of the workspace." },
  consent_failed: {
    words: "The provider could not complete the consent.",
    fix: "Try again. If it stays, look at the provider's status page.",
  },
  needs_reauth: { words: "The provider did not accept the consent.", fix: "Start connecting again." },
};

function explain(code: string, provider: string): Words {
  const [kind = ""] = code.split(".");
  const known = own[kind];
  if (known) return known;
  const { sentence, fix } = failures[isFailureKind(kind) ? kind : failureKindOf(code)];
  return { words: sentence(provider), fix };
}

type Read = (name: string) => string | null;

/** What came of the consent page somebody was sent to, from the address they came back to; null when it was none. */
export function readOutcome(read: Read, nameOf: (provider: string) => string): Outcome | null {
  const [denied, failed, reconnected] = [read("denied"), read("failed"), read("reconnected")];
  if (denied) {
    const provider = nameOf(denied);
    const words = `Consent was not given at ${provider}, so nothing was connected.`;
    return { kind: "denied", provider, words, fix: "You can start again at any time." };
  }
  if (failed) {
    const provider = nameOf(read("provider") ?? "");
    return { kind: "failed", provider, ...explain(failed, provider) };
  }
  return reconnected ? { kind: "reconnected", connectionId: reconnected, meant: read("meant") } : null;
}
