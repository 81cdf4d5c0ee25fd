"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Tooltip } from "./tooltip";

type Props = Omit<ComponentProps<"button">, "disabled"> &
  ButtonLook & {
    /** Why it cannot be used now; the button then stays reachable and says so. */
    disabledReason?: string | null;
    tooltip?: string;
  };

export function Button({
  variant,
  size,
  disabledReason = null,
  tooltip,
  className,
  onClick,
  ...rest
}: Props) {
  const isBlocked = disabledReason !== null;
  return (
    <Tooltip text={disabledReason ?? tooltip ?? null}>
      <button
        type="button"
        {...rest}
        aria-disabled={isBlocked || undefined}
        onClick={isBlocked ? (event) => event.preventDefault() : onClick}
        className={clsx(buttonClass({ variant, size }), className)}
      />
    </Tooltip>
  );
}
