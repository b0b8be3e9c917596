import type { ComponentProps } from "react";
import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-accent-ink font-semibold hover:bg-accent-strong",
  secondary: "border border-line bg-surface text-ink hover:bg-hover data-popup-open:bg-hover",
  ghost: "text-ink hover:bg-hover data-popup-open:bg-hover",
  danger: "bg-danger text-danger-ink font-semibold hover:brightness-110",
};

const sizes: Record<ButtonSize | "icon-sm" | "icon-md", string> = {
  sm: "h-6 gap-1 px-2 text-xs",
  md: "h-7.5 gap-1.5 px-3 text-sm",
  "icon-sm": "size-6",
  "icon-md": "size-7.5",
};

const buttonBase =
  "inline-flex shrink-0 items-center justify-center rounded-md whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50";

/** The classes of a button, for a link that should look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: keyof typeof sizes = "md"): string {
  return cx(buttonBase, variants[variant], sizes[size]);
}

type ButtonProps = ComponentProps<"button"> & { variant?: ButtonVariant; size?: ButtonSize };

export function Button({ variant = "secondary", size = "md", className, type = "button", ...props }: ButtonProps) {
  return <button {...props} type={type} className={cx(buttonClass(variant, size), className)} />;
}
