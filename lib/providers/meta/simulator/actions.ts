import type { Numbers } from "./numbers";

/** Windows Meta knows; the ones it dropped answer nothing. */
type Split = Record<string, number>;

/** An event's count per attribution window: clicks come first, a seventh are views. */
function split(total: number, viewed: boolean): Split {
  const view = viewed ? Math.floor(total / 7) : 0;
  const click = total - view;
  return { "7d_click": click, "1d_view": view, "1d_click": Math.floor(click * 0.7), "28d_click": click };
}

/** Minor units as Graph writes money: `14.35`, whole yen. */
export const moneyText = (minor: number, minorUnits: number) =>
  minorUnits === 1
    ? String(minor)
    : `${Math.floor(minor / minorUnits)}.${String(minor % minorUnits).padStart(2, "0")}`;

type Event = { types: string[]; total: number; viewed: boolean; isOffMeta: boolean };

/** What happened, each event under all the names Graph repeats it by. */
function eventsOf(numbers: Numbers): Event[] {
  const pixel = "offsite_conversion.fb_pixel";
  const web = (total: number, ...types: string[]) => ({ types, total, viewed: true, isOffMeta: true });
  const here = (total: number, ...types: string[]) => ({ types, total, viewed: false, isOffMeta: false });
  return [
    here(numbers.linkClicks, "link_click"),
    here(numbers.linkClicks + Math.floor(numbers.clicks / 5), "post_engagement", "page_engagement"),
    here(numbers.visits, "landing_page_view", "omni_landing_page_view"),
    web(numbers.purchases * 3, "add_to_cart", "omni_add_to_cart", `${pixel}_add_to_cart`),
    web(numbers.purchases, "purchase", "omni_purchase", `${pixel}_purchase`),
    web(numbers.leads, "lead", `${pixel}_lead`),
    web(numbers.installs, "mobile_app_install", "omni_app_install"),
    web(
      numbers.registrations,
      "complete_registration",
      "omni_complete_registration",
      `${pixel}_complete_registration`,
    ),
  ];
}

export type ActionOptions = { windows: string[]; hasBreakdown: boolean; minorUnits: number };

/** With a breakdown, pixel and app events only show when windows are named without `default`. */
const isShown = (event: Event, { windows, hasBreakdown }: ActionOptions) =>
  event.total > 0 &&
  !(event.isOffMeta && hasBreakdown && (windows.length === 0 || windows.includes("default")));

/** One event under each of its names, with the windows asked for. */
function spread({ types, total, viewed }: Event, windows: string[], text: (amount: number) => string) {
  const parts = split(total, viewed);
  const numbers: Record<string, string> = { value: text(total) };
  for (const name of windows) if ((parts[name] ?? 0) > 0) numbers[name] = text(parts[name] ?? 0);
  return types.map((action_type) => ({ action_type, ...numbers }));
}

/** `actions` and `action_values` of a row; absent when nothing happened, and a window without events is absent too. */
export function actionsOf(numbers: Numbers, options: ActionOptions) {
  const shown = eventsOf(numbers).filter((event) => isShown(event, options));
  const actions = shown.flatMap((event) => spread(event, options.windows, String));
  const types = ["purchase", "omni_purchase", "offsite_conversion.fb_pixel_purchase"];
  const sales = { types, total: numbers.revenueMinor, viewed: true, isOffMeta: true };
  const text = (minor: number) => moneyText(minor, options.minorUnits);
  const values = isShown(sales, options) ? spread(sales, options.windows, text) : [];
  return { ...(actions.length > 0 && { actions }), ...(values.length > 0 && { action_values: values }) };
}
