import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLink } from "@/components/ui/page-link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <EmptyState
      isPage
      className="grow justify-center"
      icon={<Compass className="size-8" />}
      title="There is no page at this address"
      actions={
        <PageLink href="/" className={buttonClass("primary")}>
          Open the workbench
        </PageLink>
      }
    >
      A link may have been cut short on its way. Conversations live under /c/ and their id.
    </EmptyState>
  );
}
