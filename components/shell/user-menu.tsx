"use client";

import { ChevronsUpDown, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { toast } from "sonner";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
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

type Props = { name: string; email: string | null; role: string; workspaces: Workspace[] };

export function UserMenu({ name, email, role, workspaces }: Props) {
  const trigger = (
    <button
      type="button"
      className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left hover:bg-raised data-[state=open]:bg-raised"
    >
      <span
        aria-hidden="true"
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-tint font-semibold text-accent text-xs"
      >
        {name.charAt(0).toUpperCase()}
      </span>
      <span className="hidden min-w-0 flex-1 truncate text-sm md:block">{name}</span>
      <span className="sr-only">: account and theme</span>
      <ChevronsUpDown aria-hidden="true" className="hidden size-3.5 shrink-0 text-ink-faint md:block" />
    </button>
  );
  return (
    <Menu trigger={trigger} align="end">
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
