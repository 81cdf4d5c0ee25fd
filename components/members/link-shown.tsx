"use client";

import { ShownOnce } from "@/components/ui/shown-once";

type Props = { email: string; link: string; onClose: () => void };

/** The link of an invitation, once: only its hash is stored. */
export function LinkShown({ email, link, onClose }: Props) {
  return (
    <ShownOnce
      label="The link"
      value={link}
      hint={`It works once, for 7 days, signed in as ${email}.`}
      onClose={onClose}
    >
      Copy it now and send it to {email} yourself: it is not stored and cannot be shown again.
    </ShownOnce>
  );
}
