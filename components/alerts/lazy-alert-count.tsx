"use client";

import dynamic from "next/dynamic";

/** Needs an answer of the server first, so it comes after the page. */
export const LazyAlertCount = dynamic(() => import("./alert-count").then((module) => module.AlertCount), {
  ssr: false,
});
