import type { Metadata } from "next";
import { ComparePage } from "@/components/compare/compare-page";

export const metadata: Metadata = { title: "Compare conversations" };

type PageProps = { params: Promise<{ conversationId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <ComparePage conversationId={decodeURIComponent((await params).conversationId)} />;
}
