import type { Truth } from "../contract";
import type { BaseAccount, Sandbox } from "./sandbox";
import type { BaseState } from "./state";

/** The truth at the world's present moment: its accounts, or `only` one, and what `tell` knows of them. */
export function truthOf<A extends BaseAccount>(
  sandbox: Sandbox<BaseState, A>,
  only: string | null,
  tell: (accounts: A[]) => Omit<Truth, "now" | "accounts">,
): Truth {
  const accounts = sandbox.accounts().filter(({ id }) => only === null || id === only);
  return {
    now: sandbox.now().toISOString(),
    accounts: accounts.map(({ id, name, currency, timezone }) => ({
      ...{ externalId: id, name, currency, timezone },
      status: "active",
    })),
    ...tell(accounts),
  };
}
