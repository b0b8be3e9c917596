import { toast } from "@/components/ui/toast";

/** Of a button that can do nothing for now: it stays where it is, can be reached, and says why when it is pressed. */
export function unless(reason: string | null | undefined, onClick: () => void) {
  if (!reason) return { onClick };
  return { "aria-disabled": true, "aria-description": reason, title: reason, onClick: () => toast({ message: reason }) };
}
