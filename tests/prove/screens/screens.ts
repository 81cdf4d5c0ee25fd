import type { Page } from "playwright-core";
import type { House } from "./furnish";

export type Screen = {
  name: string;
  path: string;
  /** What has been written once the page is there. */
  shows: string | RegExp;
  /** Opens what the picture is about. */
  open?: (page: Page) => Promise<void>;
  /** Only what is in the window, for something that lies over the page. */
  isOver?: boolean;
};

const over = (name: string, path: string, shows: Screen["shows"], open: Screen["open"]): Screen => ({
  ...{ name, path, shows, isOver: true },
  ...(open ? { open } : {}),
});

const click = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();

/** Nobody needs to be signed in. */
export const outside: Screen[] = [
  { name: "sign-in", path: "/sign-in", shows: "Password" },
  { name: "sign-up", path: "/sign-up", shows: "Create account" },
];

/** What someone sees who has just signed up. */
export const empty: Screen[] = [
  { name: "empty-dashboard", path: "/dashboard", shows: /Add connection|No connection/ },
  { name: "empty-settings", path: "/settings", shows: "No connections yet" },
  { name: "empty-syncs", path: "/syncs", shows: "Syncs" },
  { name: "empty-changes", path: "/changes", shows: "Changes" },
  { name: "empty-alerts", path: "/alerts", shows: "Nothing needs you" },
  { name: "empty-api-keys", path: "/settings/api-keys", shows: "No API key yet" },
  { name: "empty-webhooks", path: "/settings/webhooks", shows: "No webhook yet" },
  over("add-connection", "/settings?add=1", "Meta", undefined),
];

const views = ["overview", "numbers", "syncs", "settings"];

function ofConnection(provider: string, id: string | undefined): Screen[] {
  return views.map((view) => ({
    name: `connection-${provider}-${view}`,
    path: `/connections/${id}${view === "overview" ? "" : `?view=${view}`}`,
    shows: view === "overview" ? "Streams" : view === "settings" ? "Disconnect…" : /Campaign|Started|Numbers/,
  }));
}

/** Every page of a workspace in use. */
export const inUse = ({ connectionIds, runs, webhookId, invitation }: House): Screen[] => [
  { name: "settings", path: "/settings", shows: /Reconnect/ },
  over("connection-menu", "/settings", "Sync now", click(/^More for/)),
  ...ofConnection("meta", connectionIds.meta),
  {
    name: "connection-meta-ad-sets",
    path: `/connections/${connectionIds.meta}?view=numbers&level=adset`,
    shows: "Audience",
  },
  over(
    "stream-reset",
    `/connections/${connectionIds.meta}?view=settings`,
    "to confirm",
    click("Start over…"),
  ),
  {
    name: "connection-linkedin-overview",
    path: `/connections/${connectionIds.linkedin}`,
    shows: "Streams",
  },
  { name: "connection-unknown", path: "/connections/01a20000-0000-7000-8000-000000000000", shows: "no such" },
  { name: "syncs", path: "/syncs", shows: "by hand" },
  { name: "syncs-no-match", path: "/syncs?status=superseded", shows: "Syncs" },
  { name: "sync-changed", path: `/syncs/${runs.changed}`, shows: "Events" },
  over("sync-set-aside", `/syncs/${runs.setAside}?rows=set-aside`, /spend/, undefined),
  { name: "sync-partly", path: `/syncs/${runs.partly}`, shows: "Events" },
  { name: "sync-refused", path: `/syncs/${runs.refused}`, shows: "Events" },
  { name: "changes", path: "/changes", shows: /of \d+ \w+/ },
  over("why", "/changes", "Copy link", (page) => page.getByTitle("Why is it this number?").first().click()),
  { name: "alerts", path: "/alerts", shows: /LinkedIn/ },
  { name: "members", path: "/settings/members", shows: "Mira" },
  over("invite", "/settings/members", "Role", click("Invite")),
  { name: "api-keys", path: "/settings/api-keys", shows: "Nightly report" },
  over("api-key-new", "/settings/api-keys", "What it may do", click("Make an API key")),
  { name: "webhooks", path: "/settings/webhooks", shows: "Operations" },
  over("webhook-new", "/settings/webhooks", "Address", click("Add a webhook")),
  { name: "webhook-log", path: `/settings/webhooks/${webhookId}`, shows: "Delivered" },
  { name: "audit", path: "/settings/audit", shows: "added the webhook" },
  { name: "invitation", path: invitation, shows: "Invitation" },
  { name: "not-found", path: "/nowhere", shows: "There is no such page" },
  over("palette", "/alerts", "Go to", (page) => page.keyboard.press("Control+k")),
  over("keyboard", "/alerts", "Next connection", (page) => page.keyboard.press("?")),
];

/** What needs a marketplace that has been read. */
export const ofSeller = ({ connectionIds, sellerRunId }: House): Screen[] => [
  { name: "dashboard", path: "/dashboard", shows: /^Evidence/ },
  over("claim-evidence", "/dashboard", /nothing is filed for you/, click(/^Evidence/)),
  over("claim-rules", "/dashboard", "Save the rules", click(/^Rules/)),
  ...ofConnection("amazon", connectionIds.amazon),
  { name: "sync-seller", path: `/syncs/${sellerRunId}`, shows: "Events" },
];
