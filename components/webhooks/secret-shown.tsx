"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { WebhookSecret } from "@/lib/api/webhooks";

type Props = { made: WebhookSecret; onClose: () => void };

/** A signing secret, once: it is stored sealed and cannot be read again, only replaced. */
export function SecretShown({ made, onClose }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn" role="status">
        Copy it now: it cannot be shown again.
        {made.previous_until ? (
          <>
            {" "}
            The old one goes on signing as well; it ends <Time at={made.previous_until} />.
          </>
        ) : null}
      </Notice>
      <CopyField
        label="Signing secret"
        value={made.secret}
        hint="Check signatures with any library of standardwebhooks.com."
      />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}
