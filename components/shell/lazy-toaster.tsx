"use client";

import dynamic from "next/dynamic";

/** Nothing is said before somebody acts, so it need not be part of the first load. */
export const LazyToaster = dynamic(() => import("./toaster").then((module) => module.Toaster), {
  ssr: false,
});
