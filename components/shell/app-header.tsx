"use client";
import { CircleQuestionMark, Search } from "lucide-react";
import { WhoAmI } from "@/components/access/who-am-i";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { PageLink } from "@/components/ui/page-link";
import { LiveStatus } from "./live-status";
import { Logo } from "./logo";
import { MainNav } from "./main-nav";
import { ThemeToggle } from "./theme-toggle";

type AppHeaderProps = { onSearch: () => void; onShowKeys: () => void };

export function AppHeader({ onSearch, onShowKeys }: AppHeaderProps) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 print:hidden max-sm:h-auto max-sm:flex-wrap max-sm:gap-y-1 max-sm:py-1.5">
      <PageLink href="/" className="flex items-center gap-2 rounded-md pr-1 font-bold">
        <Logo className="size-5 text-accent" />
        Turnscope
      </PageLink>
      <div className="min-w-0 grow max-sm:order-last max-sm:basis-full">
        <MainNav />
      </div>
      <div className="flex items-center gap-1.5 max-sm:ml-auto">
        <LiveStatus />
        <button type="button" onClick={onSearch} className={cx(buttonClass("secondary"), "ml-1.5 text-muted max-sm:hidden")}>
          <Search aria-hidden="true" className="size-3.5" />
          Search <Kbd className="max-xl:hidden">Ctrl K</Kbd>
        </button>
        <IconButton label="Search" onClick={onSearch} className="sm:hidden">
          <Search aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={onShowKeys}>
          <CircleQuestionMark aria-hidden="true" className="size-4" />
        </IconButton>
        <ThemeToggle />
        <WhoAmI />
      </div>
    </header>
  );
}
