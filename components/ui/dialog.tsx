"use client";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { useReturnFocus } from "./use-return-focus";

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" };

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  width?: keyof typeof widths;
  /** `side`: a sheet along the right edge, for detail beside the list it came from. */
  placement?: "center" | "side";
  initialFocus?: RefObject<HTMLElement | null>;
};

const popup = "fixed z-50 flex flex-col border-line bg-surface text-ink shadow-raised outline-none transition duration-150";
const center =
  "left-1/2 top-[8vh] max-h-[84vh] w-[calc(100vw-2rem)] -translate-x-1/2 rounded-lg border data-ending-style:opacity-0 data-starting-style:opacity-0";
const side =
  "inset-y-0 right-0 w-full border-l data-ending-style:translate-x-4 data-ending-style:opacity-0 data-starting-style:translate-x-4 data-starting-style:opacity-0";

/** Modal: keeps focus inside, closes on Escape, gives focus back to what opened it. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  footer,
  width = "md",
  placement = "center",
  initialFocus,
}: DialogProps) {
  useReturnFocus(isOpen);
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/35 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup initialFocus={initialFocus} className={cx(popup, cx(placement === "side" ? side : center, widths[width]))}>
          <header className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 grow">
              <BaseDialog.Title className="text-base font-semibold break-words">{title}</BaseDialog.Title>
              {description && <BaseDialog.Description className="mt-0.5 text-sm text-muted">{description}</BaseDialog.Description>}
            </div>
            <BaseDialog.Close
              render={
                <IconButton label="Close" size="sm">
                  <X aria-hidden="true" className="size-4" />
                </IconButton>
              }
            />
          </header>
          {/* Focusable, so that a long text can be scrolled with the keyboard alone. */}
          {children && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
            <div className="relative min-h-0 grow overflow-y-auto px-4 py-3" tabIndex={0}>
              {children}
            </div>
          )}
          {footer && <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
