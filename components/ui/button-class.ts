import { clsx } from "clsx";

export type ButtonLook = {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md" | "icon";
};

const variants = {
  primary: "bg-accent text-on-accent enabled-hover:bg-accent-strong",
  secondary: "border border-line bg-surface text-ink enabled-hover:bg-raised",
  ghost: "text-ink-soft enabled-hover:bg-raised enabled-hover:text-ink",
  danger: "border border-bad text-bad enabled-hover:bg-bad-tint",
} as const;

const sizes = { sm: "h-7 px-2.5 text-sm", md: "h-8 px-3 text-base", icon: "size-8 shrink-0" } as const;

/** The look of a button, for buttons and for links that act like one. */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook = {}): string {
  return clsx(
    "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    variants[variant],
    sizes[size],
  );
}
