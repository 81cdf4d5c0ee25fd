"use client";

import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { Workspace } from "@/lib/api/members";
import { showShortcuts } from "./shortcut-store";
import { type Theme, themes } from "./theme";
import { useTheme } from "./use-theme";
import { WorkspaceChoice } from "./workspace-choice";

const themeWords = {
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
  system: { label: "As the system", icon: Monitor },
} as const satisfies Record<Theme, unknown>;

async function signOut() {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const answer = await fetch("/api/auth/sign-out", request).catch(() => null);
  if (answer?.ok) location.assign("/sign-in");
  else toast.error("You are still signed in: the server did not answer. Try again.");
}

export type AccountProps = { name: string; email: string | null; role: string; workspaces: Workspace[] };

/** The open menu of whoever is signed in: workspace, theme, keys, the way out. */
export function UserMenuItems({
  name,
  email,
  role,
  workspaces,
  trigger,
}: AccountProps & { trigger: ReactNode }) {
  return (
    <Menu trigger={trigger} align="end" startsOpen>
      <MenuLabel>
        {email ?? name} · {role}
      </MenuLabel>
      <MenuSeparator />
      <WorkspaceChoice workspaces={workspaces} />
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem icon={Keyboard} onSelect={showShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

function ThemeChoice() {
  const { theme, choose } = useTheme();
  return (
    <DropdownMenu.RadioGroup value={theme} aria-label="Theme">
      <MenuLabel>Theme</MenuLabel>
      {themes.map((one) => {
        const { label, icon: Icon } = themeWords[one];
        return (
          <DropdownMenu.RadioItem
            key={one}
            value={one}
            onSelect={(event) => {
              event.preventDefault();
              choose(one);
            }}
            className="flex min-h-8 select-none items-center gap-2 rounded-md px-2 outline-hidden data-highlighted:bg-raised data-[state=checked]:font-medium data-[state=checked]:text-accent"
          >
            <Icon aria-hidden="true" className="size-4" />
            {label}
          </DropdownMenu.RadioItem>
        );
      })}
    </DropdownMenu.RadioGroup>
  );
}
