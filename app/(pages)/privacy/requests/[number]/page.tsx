import type { Metadata } from "next";
import { CasePage } from "@/components/privacy/requests/case-page";

type PageProps = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

export default async function Page({ params }: PageProps) {
  const number = decodeURIComponent((await params).number);
  return <CasePage key={number} number={number} />;
}
