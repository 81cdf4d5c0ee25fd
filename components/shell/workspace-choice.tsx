"use client";

import { Building2, Check } from "lucide-react";
import * as z from "zod";
import { wordsOf } from "@/components/ui/failed";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { fetchApi } from "@/lib/api/fetch";
import type { Workspace } from "@/lib/api/members";

async function goTo({ id }: Workspace) {
  try {
    await fetchApi("/api/workspaces/switch", z.null(), { method: "POST", body: { workspace_id: id } });
    location.assign("/dashboard");
  } catch (error) {
    toast.error(wordsOf(error).message);
  }
}

/** The reader's workspaces, where there is a choice. */
export function WorkspaceChoice({ workspaces }: { workspaces: Workspace[] }) {
  if (workspaces.length < 2) return null;
  return (
    <>
      <MenuLabel>Workspace</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuItem
          key={workspace.id}
          icon={workspace.is_current ? Check : Building2}
          onSelect={() => (workspace.is_current ? undefined : void goTo(workspace))}
        >
          {workspace.name}
          <span className="text-ink-faint text-xs"> {workspace.role}</span>
          {workspace.is_current ? <span className="sr-only">, open now</span> : null}
        </MenuItem>
      ))}
      <MenuSeparator />
    </>
  );
}
