import type { Metadata } from "next";
import { DictionaryPage } from "@/components/memory/dictionary/dictionary-page";

export const metadata: Metadata = { title: "Dictionary" };

type PageProps = { params: Promise<{ botId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <DictionaryPage botId={decodeURIComponent((await params).botId)} />;
}
