import { Bell, Cable, Gauge, History, type LucideIcon, Replace } from "lucide-react";
import type { Route } from "next";

export const navItems: { href: Route; label: string; icon: LucideIcon }[] = [
  { href: "/dashboard", label: "Dashboard", icon: Gauge },
  { href: "/settings", label: "Connections", icon: Cable },
  { href: "/syncs", label: "Syncs", icon: History },
  { href: "/changes", label: "Changes", icon: Replace },
  { href: "/alerts", label: "Alerts", icon: Bell },
];
