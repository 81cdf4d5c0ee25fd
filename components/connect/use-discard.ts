"use client";

import * as z from "zod";
import { connectionKeys } from "@/components/connections/queries";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import type { Setup } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";

/** Ends an unfinished setup: its access is revoked, nothing of it stays. */
export const useDiscard = (setup: Setup, onDone: () => void = () => {}) =>
  useAct({
    act: () => fetchApi(`/api/connections/${setup.id}`, z.null(), { method: "DELETE" }),
    touches: connectionKeys.all,
    onDone: () => {
      toast.success("Setup discarded", {
        description: `${setup.provider_name} was told that our access ends.`,
      });
      onDone();
    },
  });
