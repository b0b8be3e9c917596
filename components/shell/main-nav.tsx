"use client";
import { usePathname } from "next/navigation";
import { CountBadge } from "@/components/memory/count-badge";
import { useDictionaries } from "@/components/memory/use-dictionaries";
import { cx } from "@/components/ui/cx";
import { PageLink } from "@/components/ui/page-link";

const isMemory = (path: string): boolean => /^\/memory|^\/bots\/[^/]+\/memory/.test(path);

export const places = [
  { href: "/", title: "Workbench", isHere: (path: string) => path === "/" || path.startsWith("/c/") },
  { href: "/conversations", title: "Conversations", isHere: (path: string) => path.startsWith("/conversations") },
  { href: "/people", title: "People", isHere: (path: string) => path.startsWith("/people") },
  { href: "/memory", title: "Memory", isHere: isMemory },
  { href: "/privacy/requests", title: "Privacy", isHere: (path: string) => path.startsWith("/privacy") },
  { href: "/bots", title: "Bots", isHere: (path: string) => path.startsWith("/bots") && !isMemory(path) },
  { href: "/settings", title: "Settings", isHere: (path: string) => path.startsWith("/settings") },
];

export function MainNav() {
  const path = usePathname();
  const unclassified = useDictionaries().data?.bots.reduce((sum, bot) => sum + bot.unclassified, 0) ?? 0;
  return (
    <nav aria-label="Main" className="relative flex min-w-0 gap-0.5 overflow-x-auto">
      {places.map(({ href, title, isHere }) => (
        <PageLink
          key={href}
          href={href}
          aria-current={isHere(path) ? "page" : undefined}
          className={cx(
            "flex items-center gap-1.5 rounded-md px-2.5 py-1 text-sm whitespace-nowrap",
            isHere(path) ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {title}
          {href === "/memory" && <CountBadge count={unclassified} />}
        </PageLink>
      ))}
    </nav>
  );
}
