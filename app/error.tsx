"use client";

import { Broken } from "@/components/shell/broken";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <Broken error={error} retry={retry} />
    </main>
  );
}
