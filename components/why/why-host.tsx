"use client";

import dynamic from "next/dynamic";
import { useUrlFilter } from "@/components/shell/use-url-filter";

const WhyPopover = dynamic(() => import("./why-popover").then((module) => module.WhyPopover), { ssr: false });

/** Shows why a number is what it is while the address says which: a cell was pressed, or a link was followed. */
export function WhyHost() {
  const filter = useUrlFilter();
  const why = filter.get("why");
  if (why === null) return null;
  return <WhyPopover key={why} why={why} onClose={() => filter.set({ why: null })} />;
}
