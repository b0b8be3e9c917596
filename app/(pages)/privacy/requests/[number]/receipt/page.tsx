import type { Metadata } from "next";
import { ReceiptPage } from "@/components/privacy/receipt/receipt-page";

export const metadata: Metadata = { title: "Receipt" };

type PageProps = { params: Promise<{ number: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  const caseNumber = decodeURIComponent((await params).number);
  return <ReceiptPage key={caseNumber} caseNumber={caseNumber} />;
}
