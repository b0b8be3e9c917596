import type { Metadata } from "next";
import { FindingsPage } from "@/components/memory/findings/findings-page";

export const metadata: Metadata = { title: "Findings" };

type PageProps = { params: Promise<{ botId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <FindingsPage botId={decodeURIComponent((await params).botId)} />;
}
