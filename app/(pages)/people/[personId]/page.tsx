import type { Metadata } from "next";
import { PersonPage } from "@/components/people/person-page";

export const metadata: Metadata = { title: "Person" };

type PageProps = { params: Promise<{ personId: string }> };

export default async function Page({ params }: PageProps) {
  // Next hands the part of the path over as it stands in the address.
  const personId = decodeURIComponent((await params).personId);
  return <PersonPage key={personId} personId={personId} />;
}
