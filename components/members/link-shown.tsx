"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Notice } from "@/components/ui/notice";

type Props = { email: string; link: string; onClose: () => void };

/** The link of an invitation, once: only its hash is stored. */
export function LinkShown({ email, link, onClose }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn" role="status">
        Copy it now and send it to {email} yourself: it is not stored and cannot be shown again.
      </Notice>
      <CopyField label="The link" value={link} hint={`It works once, for 7 days, signed in as ${email}.`} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}
