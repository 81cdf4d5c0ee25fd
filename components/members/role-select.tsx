"use client";

import { useRefusal } from "@/components/shell/viewer";
import { Select } from "@/components/ui/select";
import { Role, roleWords } from "@/lib/domain/permission";

export const roleLabels: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  viewer: "Viewer",
};

type Props = { label: string; value: Role; onChange: (role: Role) => void; className?: string };

/** The roles with what each may do; those the reader may not give say why. */
export function RoleSelect({ label, value, onChange, className }: Props) {
  const noOwners = useRefusal("owners") ?? undefined;
  const choices = Role.options.map((role) => ({
    value: role,
    label: roleLabels[role],
    refusal: role === "owner" ? noOwners : undefined,
  }));
  return (
    <Select
      label={label}
      value={value}
      choices={choices}
      onChange={(text) => {
        const role = Role.safeParse(text);
        if (role.success && role.data !== value) onChange(role.data);
      }}
      className={className}
    />
  );
}

/** What each role may do, in a line each. */
export function RoleLegend() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
      {Role.options.map((role) => (
        <div key={role} className="contents">
          <dt className="font-medium">{roleLabels[role]}</dt>
          <dd className="text-ink-soft">{roleWords[role]}</dd>
        </div>
      ))}
    </dl>
  );
}
