import type { Metadata } from "next";
import { ReceiptPage } from "@/components/privacy/audit/receipt-page";

export const metadata: Metadata = { title: "Check a receipt" };

export default function Page() {
  return <ReceiptPage />;
}
