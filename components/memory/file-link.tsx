import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";

/** Looks like a button and saves a file; `subject` is for who cannot see what it stands beside. */
export function FileLink({ href, label, subject }: { href: string; label: string; subject: string }) {
  return (
    <a href={href} download className={buttonClass()}>
      <Download aria-hidden="true" className="size-4" /> {label}
      <span className="sr-only"> file of {subject}</span>
    </a>
  );
}
