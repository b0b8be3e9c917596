import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";

const tabs = [
  { href: "/privacy/requests", title: "Requests" },
  { href: "/privacy/proposals", title: "Proposals" },
  { href: "/privacy/retention", title: "Retention" },
  { href: "/privacy/audit", title: "Audit" },
  { href: "/privacy/receipt", title: "Check a receipt" },
] as const;

type PrivacyFrameProps = {
  tab: (typeof tabs)[number]["href"];
  title?: string;
  description: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** What stands around each page about data protection: the other ones. */
export function PrivacyFrame({ tab, title = "Privacy", description, actions, children }: PrivacyFrameProps) {
  return (
    <PageFrame title={title} description={description} actions={actions}>
      <nav aria-label="Privacy" className="relative mb-4 flex gap-0.5 overflow-x-auto border-b border-line pb-2">
        {tabs.map((one) => (
          <PageLink
            key={one.href}
            href={one.href}
            aria-current={one.href === tab ? "page" : undefined}
            className={cx(
              "rounded-md px-2.5 py-1 text-sm whitespace-nowrap",
              one.href === tab ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover hover:text-ink",
            )}
          >
            {one.title}
          </PageLink>
        ))}
      </nav>
      {children}
    </PageFrame>
  );
}
