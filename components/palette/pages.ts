import { KeyRound, type LucideIcon, ScrollText, Users, Webhook } from "lucide-react";
import type { Route } from "next";
import { navItems } from "@/components/shell/nav-items";

type Page = { href: Route; label: string; icon: LucideIcon };

/** Every page one can go to by name. */
export const pages = [
  ...navItems,
  { href: "/settings/members", label: "Members", icon: Users },
  { href: "/settings/api-keys", label: "API keys", icon: KeyRound },
  { href: "/settings/webhooks", label: "Webhooks", icon: Webhook },
  { href: "/settings/audit", label: "Audit log", icon: ScrollText },
] as Page[];
