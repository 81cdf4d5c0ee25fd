"use client";

import dynamic from "next/dynamic";
import { DashboardSkeleton } from "./dashboard-skeleton";

const load = () => import("./dashboard");
// Asked for as soon as this file runs, so that it travels while the page around it comes to life.
if (typeof window !== "undefined") void load();

/** The server knows none of its numbers, so the first load is the page around it. */
export const LazyDashboard = dynamic(() => load().then((module) => module.Dashboard), {
  ssr: false,
  loading: () => <DashboardSkeleton />,
});
