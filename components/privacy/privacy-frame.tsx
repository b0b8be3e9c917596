import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";

const tabs = [{ href: "/privacy/requests", title: "Requests" }] as const;

type PrivacyFrameProps = { tab: (typeof tabs)[number]["href"]; description: ReactNode; actions?: ReactNode; children: ReactNode };

/** What stands around each page about what people may ask for. */
export function PrivacyFrame({ tab, description, actions, children }: PrivacyFrameProps) {
  return (
    <PageFrame title="Privacy" description={description} actions={actions}>
      <nav aria-label="Privacy" className="mb-4 flex gap-0.5 overflow-x-auto border-b border-line pb-2">
        {tabs.map(({ href, title }) => (
          <PageLink
            key={href}
            href={href}
            aria-current={href === tab ? "page" : undefined}
            className={cx(
              "rounded-md px-2.5 py-1 text-sm whitespace-nowrap",
              href === tab ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover hover:text-ink",
            )}
          >
            {title}
          </PageLink>
        ))}
      </nav>
      {children}
    </PageFrame>
  );
}
