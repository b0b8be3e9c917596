import type { Metadata } from "next";
import { SignInPage } from "@/components/sign-in/sign-in-page";

export const metadata: Metadata = { title: "Sign in" };

type PageProps = { params: Promise<{ signInId: string }> };

export default async function Page({ params }: PageProps) {
  return <SignInPage signInId={(await params).signInId} />;
}
