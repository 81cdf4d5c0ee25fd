import type { WireAction } from "./schema";

/** The windows asked for in every insights call. Disjoint, so an event's total is their sum. */
export const attributionWindows = ["7d_click", "1d_view"] as const;

const plainKeys = new Set<string>(["action_type", "value", ...attributionWindows]);

/** An action type's total in micro-units. With windows asked, a window without events is absent. */
function totalOf(action: WireAction): bigint {
  const windows = attributionWindows.map((name) => action[name]).filter((value) => value !== undefined);
  return windows.length > 0 ? windows.reduce((sum, value) => sum + value, 0n) : action.value;
}

export type Totals = Map<string, bigint>;

/** Totals per action type. Entries split further (`action_reaction`, `action_device`) repeat the plain total and are left out. */
export function totalsOf(actions: WireAction[] | undefined): Totals {
  const plain = (actions ?? []).filter((action) => Object.keys(action).every((key) => plainKeys.has(key)));
  return new Map(plain.map((action) => [action.action_type, totalOf(action)]));
}

/** The first type present. Meta reports one event under several types, so they are never added up. */
const firstOf = (totals: Totals, types: string[]) =>
  types.map((type) => totals.get(type)).find((total) => total !== undefined);

const sumOf = (totals: Totals, types: string[]) =>
  types.reduce((sum, type) => sum + (totals.get(type) ?? 0n), 0n);

const pixel = "offsite_conversion.fb_pixel";

/** Purchases over web, app and shops: a count from `actions`, money from `action_values`. */
export const purchasesIn = (totals: Totals): bigint =>
  firstOf(totals, ["omni_purchase", "purchase"]) ??
  sumOf(totals, [`${pixel}_purchase`, "app_custom_event.fb_mobile_purchase", "onsite_conversion.purchase"]);

export const leadsIn = (totals: Totals): bigint =>
  totals.get("lead") ?? sumOf(totals, [`${pixel}_lead`, "onsite_conversion.lead_grouped"]);

export const installsIn = (totals: Totals): bigint =>
  firstOf(totals, ["omni_app_install", "mobile_app_install", "app_install"]) ?? 0n;

export const landingPageViewsIn = (totals: Totals): bigint =>
  firstOf(totals, ["landing_page_view", "omni_landing_page_view"]) ?? 0n;

export const registrationsIn = (totals: Totals): bigint =>
  firstOf(totals, [
    "omni_complete_registration",
    "complete_registration",
    `${pixel}_complete_registration`,
  ]) ?? 0n;
