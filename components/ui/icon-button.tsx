import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "./button";
import { cx } from "./cx";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** Spoken, and shown on hover. */
  label: string;
  children: ReactNode;
  variant?: ButtonVariant;
  size?: "sm" | "md";
};

/** A button with nothing but an icon; 24 px at least, so that a finger can hit it. */
export function IconButton({
  label,
  children,
  variant = "ghost",
  size = "md",
  className,
  type = "button",
  title,
  ...props
}: IconButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-label={label}
      title={title ?? label}
      className={cx(buttonClass(variant, `icon-${size}`), className)}
    >
      {children}
    </button>
  );
}
