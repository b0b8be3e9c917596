import type { Metadata } from "next";
import { CasesPage } from "@/components/privacy/requests/cases-page";

export const metadata: Metadata = { title: "Privacy requests" };

export default function Page() {
  return <CasesPage />;
}
