import type { Metadata } from "next";
import { RegisterPage } from "@/components/memory/register/register-page";

export const metadata: Metadata = { title: "Record of processing" };

type PageProps = { params: Promise<{ botId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  return <RegisterPage botId={decodeURIComponent((await params).botId)} />;
}
