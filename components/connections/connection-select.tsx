"use client";

import { useQuery } from "@tanstack/react-query";
import { Select } from "@/components/ui/select";
import { connectionsQuery } from "./queries";

const all = "all";

type Props = { value: string | null; onChange: (connectionId: string | null) => void };

/** One connection, or null for all; one that is gone can still be the chosen one. */
export function ConnectionSelect({ value, onChange }: Props) {
  const { data } = useQuery(connectionsQuery());
  const connections = data?.connections ?? [];
  const isKnown = connections.some(({ id }) => id === value);
  return (
    <Select
      label="Connection"
      className="w-52 max-w-full"
      value={value ?? all}
      onChange={(chosen) => onChange(chosen === all ? null : chosen)}
      choices={[
        { value: all, label: "All connections" },
        ...connections.map(({ id, name }) => ({ value: id, label: name })),
        ...(value && !isKnown ? [{ value, label: "One connection" }] : []),
      ]}
    />
  );
}
