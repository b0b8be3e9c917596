import type { Metadata } from "next";
import { NoticePage } from "@/components/memory/notice/notice-page";

export const metadata: Metadata = { title: "What this bot remembers" };

type PageProps = { params: Promise<{ botId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <NoticePage botId={decodeURIComponent((await params).botId)} />;
}
