import type { Metadata } from "next";
import { OverviewPage } from "@/components/memory/overview/overview-page";

export const metadata: Metadata = { title: "Memory" };

type PageProps = { params: Promise<{ botId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <OverviewPage botId={decodeURIComponent((await params).botId)} />;
}
