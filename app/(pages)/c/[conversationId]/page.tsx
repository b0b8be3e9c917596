import type { Metadata } from "next";
import { Workbench } from "@/components/workbench/workbench";

export const metadata: Metadata = { title: "Conversation" };

type ConversationPageProps = { params: Promise<{ conversationId: string }> };

export default async function ConversationPage({ params }: ConversationPageProps) {
  // Next hands the part of the path over as it stands in the address.
  const conversationId = decodeURIComponent((await params).conversationId);
  return <Workbench key={conversationId} conversationId={conversationId} />;
}
