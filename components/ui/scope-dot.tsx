import type { Scope } from "@/lib/model";
import { cx } from "./cx";

const colours: Record<Scope, string> = {
  user: "bg-scope-user",
  conversation: "bg-scope-conversation",
  private: "bg-scope-private",
  dialog: "bg-scope-dialog",
};

/** The colour of a scope; always beside its name, never instead of it. */
export function ScopeDot({ scope, className }: { scope: Scope; className?: string }) {
  return <span aria-hidden="true" className={cx("inline-block size-2 shrink-0 rounded-[2px]", colours[scope], className)} />;
}
