import type { Question } from "../../simulation";
import type { AccountNode } from "./accounts";
import { problems } from "./problems";
import type { Sandbox } from "./sandbox";

/** What an operation is asked: values of the path, parameters, and the body where there is one. */
export type Asked = {
  sandbox: Sandbox;
  question: Question;
  values: Record<string, string>;
  params: URLSearchParams;
};

/** The seller's account in a marketplace. Throws a refusal for one he does not sell in. */
export function accountIn({ accounts }: Sandbox, marketplaceId: string | null | undefined): AccountNode {
  if (!marketplaceId) throw problems.input("MarketplaceId is required.");
  const account = accounts().find(({ marketplace }) => marketplace.id === marketplaceId);
  if (!account) throw problems.denied();
  return account;
}

export function bodyOf<T>({ question }: Asked): T {
  try {
    return JSON.parse(question.text) as T;
  } catch {
    // Not JSON: Amazon calls that invalid input.
    throw problems.input("The request body is invalid.");
  }
}
