import type { Metadata } from "next";
import { ProtocolPage } from "@/components/protocol-log/protocol-page";

export const metadata: Metadata = { title: "Protocol log" };

type PageProps = { params: Promise<{ conversationId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <ProtocolPage conversationId={decodeURIComponent((await params).conversationId)} />;
}
