"use client";

import dynamic from "next/dynamic";

/** Comes after the page's first load: most of its readers look at the numbers above first. */
export const MarketSection = dynamic(
  () => import("./market-section").then((module) => module.MarketSection),
  { ssr: false },
);
