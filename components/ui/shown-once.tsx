import type { ReactNode } from "react";
import { Button } from "./button";
import { CopyField } from "./copy-field";
import { Notice } from "./notice";

type Props = { children: ReactNode; label: string; value: string; hint: string; onClose: () => void };

/** A secret that cannot be shown again, to be copied before the dialog closes; the children warn of it. */
export function ShownOnce({ children, label, value, hint, onClose }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn" role="status">
        {children}
      </Notice>
      <CopyField label={label} value={value} hint={hint} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}
