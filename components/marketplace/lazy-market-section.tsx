"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** Comes after the page's first load: most of its readers look at the numbers above first. */
export const MarketSection = dynamic(
  () => import("./market-section").then((module) => module.MarketSection),
  { ssr: false, loading: () => <Skeleton className="h-96" /> },
);
