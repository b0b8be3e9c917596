"use client";
import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "./button";
import { cx } from "./cx";
import { onToast, takeToasts } from "./toast";

const quietMs = 5000;
const withActionMs = 10_000;

function ToastList() {
  const manager = Toast.useToastManager();
  const { add } = manager;
  useEffect(() => {
    const show = () => {
      for (const { message, tone, action, timeoutMs } of takeToasts()) {
        add({
          description: message,
          type: tone ?? "neutral",
          // Base UI hides those of high priority from the tree that axe and screen readers walk.
          priority: "low",
          timeout: timeoutMs ?? (action ? withActionMs : quietMs),
          actionProps: action && { children: action.label, onClick: action.onClick },
        });
      }
    };
    show();
    return onToast(show);
  }, [add]);
  return manager.toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      // A note beside the work, not a dialog that waits for an answer.
      role="group"
      aria-label="Notification"
      swipeDirection={["right", "down"]}
      className={cx(
        "pointer-events-auto flex items-center gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-3 text-sm shadow-raised transition-opacity",
        "data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0",
        item.type === "bad" && "border-l-4 border-l-removed",
      )}
    >
      <Toast.Description className="min-w-0 grow break-words" />
      {item.actionProps && <Toast.Action className={cx(buttonClass("secondary", "sm"), "font-semibold")} />}
      <Toast.Close aria-label="Dismiss" className={buttonClass("ghost", "icon-sm")}>
        <X aria-hidden="true" className="size-4" />
      </Toast.Close>
    </Toast.Root>
  ));
}

export function Toaster() {
  return (
    <Toast.Provider>
      <Toast.Portal>
        <Toast.Viewport className="pointer-events-none fixed inset-x-4 bottom-14 z-60 mx-auto flex max-w-md flex-col items-center gap-2 md:bottom-4">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
