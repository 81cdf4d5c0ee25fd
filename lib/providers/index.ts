import { AppError } from "@/lib/core/errors";
import type { Provider } from "./contract";
import * as registry from "./registry";

export type ProviderId = keyof typeof registry;

/** Every provider we have, by id: the lines of the registry. */
const providers: Record<ProviderId, Provider> = { ...registry };

const isProviderId = (id: string): id is ProviderId => Object.hasOwn(providers, id);

/** Throws `unknown_provider` (404) for an id the registry does not hold. */
export function getProvider(id: string): Provider {
  if (isProviderId(id)) return providers[id];
  throw new AppError({
    code: "unknown_provider",
    message: "This provider does not exist.",
    status: 404,
    actor: "you",
    fix: "Choose one of the providers on the connect page.",
  });
}

export const listProviders = (): Provider[] => Object.values(providers);
