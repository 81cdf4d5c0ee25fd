"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** Comes after the numbers above it, into a place of about its height. */
export const AudienceCard = dynamic(() => import("./audience-card").then((module) => module.AudienceCard), {
  ssr: false,
  loading: () => <Skeleton className="h-80" />,
});
