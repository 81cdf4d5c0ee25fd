import { Cable, Gauge, History, type LucideIcon } from "lucide-react";
import type { Route } from "next";

export const navItems: { href: Route; label: string; icon: LucideIcon }[] = [
  { href: "/dashboard", label: "Dashboard", icon: Gauge },
  { href: "/settings", label: "Connections", icon: Cable },
  { href: "/syncs", label: "Syncs", icon: History },
];
