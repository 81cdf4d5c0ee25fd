import { Bell, Cable, Gauge, History, type LucideIcon, Replace } from "lucide-react";
import type { Route } from "next";

/** `also` are the places that belong to it besides those below its own path. */
type NavItem = { href: Route; label: string; icon: LucideIcon; also?: string[] };

export const navItems: NavItem[] = [
  { href: "/dashboard", label: "Dashboard", icon: Gauge },
  { href: "/settings", label: "Connections", icon: Cable, also: ["/connections", "/connect"] },
  { href: "/syncs", label: "Syncs", icon: History },
  { href: "/changes", label: "Changes", icon: Replace },
  { href: "/alerts", label: "Alerts", icon: Bell },
];
