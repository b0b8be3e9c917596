import type { Metadata } from "next";
import { AuditPage } from "@/components/privacy/audit/audit-page";

export const metadata: Metadata = { title: "Audit" };

type PageProps = { searchParams: Promise<{ person?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const { person } = await searchParams;
  return <AuditPage personId={typeof person === "string" ? person : null} />;
}
