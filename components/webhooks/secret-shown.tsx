"use client";

import { ShownOnce } from "@/components/ui/shown-once";
import { Time } from "@/components/ui/time";
import type { WebhookSecret } from "@/lib/api/webhooks";

type Props = { made: WebhookSecret; onClose: () => void };

/** A signing secret, once: it is stored sealed and cannot be read again, only replaced. */
export function SecretShown({ made, onClose }: Props) {
  return (
    <ShownOnce
      label="Signing secret"
      value={made.secret}
      hint="Check signatures with any library of standardwebhooks.com."
      onClose={onClose}
    >
      Copy it now: it cannot be shown again.
      {made.previous_until ? (
        <>
          {" "}
          The old one goes on signing as well; it ends <Time at={made.previous_until} />.
        </>
      ) : null}
    </ShownOnce>
  );
}
