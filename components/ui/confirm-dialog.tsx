"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

type Props = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description: string;
  verb: string;
  keep?: string;
  onConfirm: () => void;
  isPending: boolean;
  children?: ReactNode;
};

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog({
  isOpen,
  onClose,
  title,
  description,
  verb,
  keep = "Keep it",
  ...rest
}: Props) {
  const { onConfirm, isPending, children } = rest;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
    >
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{keep}</Button>
        <Button variant="danger" onClick={onConfirm} disabledReason={isPending ? "Asking the server." : null}>
          {verb}
        </Button>
      </div>
    </Dialog>
  );
}
