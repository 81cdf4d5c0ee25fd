"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** The table comes after the page's first load, into a place of its height. */
export const EntityNumbers = dynamic(
  () => import("./entity-numbers").then((module) => module.EntityNumbers),
  { ssr: false, loading: () => <Skeleton className="h-130" /> },
);
