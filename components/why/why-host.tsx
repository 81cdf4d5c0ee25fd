"use client";

import dynamic from "next/dynamic";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { parseTarget } from "./why-target";

const WhyPopover = dynamic(() => import("./why-popover").then((module) => module.WhyPopover), { ssr: false });

/** Shows why a number is what it is while the address says which: a cell was pressed, or a link was followed. */
export function WhyHost() {
  const filter = useUrlFilter();
  const why = filter.get("why");
  const target = parseTarget(why);
  if (target === null) return null;
  return <WhyPopover key={why} target={target} onClose={() => filter.set({ why: null })} />;
}
