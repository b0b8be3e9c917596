"use client";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";
import { PageLink } from "@/components/ui/page-link";

export const places = [
  { href: "/", title: "Workbench", isHere: (path: string) => path === "/" || path.startsWith("/c/") },
  { href: "/conversations", title: "Conversations", isHere: (path: string) => path.startsWith("/conversations") },
  { href: "/people", title: "People", isHere: (path: string) => path.startsWith("/people") },
  { href: "/bots", title: "Bots", isHere: (path: string) => path.startsWith("/bots") },
  { href: "/settings", title: "Settings", isHere: (path: string) => path.startsWith("/settings") },
];

export function MainNav() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="flex min-w-0 gap-0.5 overflow-x-auto">
      {places.map(({ href, title, isHere }) => (
        <PageLink
          key={href}
          href={href}
          aria-current={isHere(path) ? "page" : undefined}
          className={cx(
            "rounded-md px-2.5 py-1 text-sm whitespace-nowrap",
            isHere(path) ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {title}
        </PageLink>
      ))}
    </nav>
  );
}
