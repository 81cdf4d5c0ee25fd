import { roll } from "../../simulation";
import type { CustomerNode } from "./accounts";
import { categories, convertedNames } from "./numbers";

/** A conversion action of a customer. */
export type ActionNode = {
  id: string;
  name: string;
  category: string;
  isPrimary: boolean;
  windowDays: number;
};

const names: Record<string, string> = {
  ...{ PURCHASE: "Purchase", SUBMIT_LEAD_FORM: "Newsletter form", PHONE_CALL_LEAD: "Call from ad" },
  ...{ DOWNLOAD: "App install", SIGNUP: "Account created", QUALIFIED_LEAD: "Qualified in CRM" },
  PAGE_VIEW: "Product page",
};

/** One action per category; page views are observed but not counted as conversions. */
export function actionsOf(account: CustomerNode): ActionNode[] {
  const all = [...convertedNames.map((name) => categories[name]), "PAGE_VIEW"];
  return all.map((category, index) => ({
    id: `76${String(account.index).padStart(2, "0")}${String(8_000_000 + index)}`,
    name: names[category] ?? category,
    category,
    isPrimary: category !== "PAGE_VIEW",
    windowDays: index === 0 ? 30 : 7 + Math.floor(roll(account.key, 80 + index) * 24),
  }));
}
