import type { Metadata } from "next";
import { PeoplePage } from "@/components/members/people-page";

export const metadata: Metadata = { title: "People of a conversation" };

type PageProps = { params: Promise<{ conversationId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <PeoplePage conversationId={decodeURIComponent((await params).conversationId)} />;
}
