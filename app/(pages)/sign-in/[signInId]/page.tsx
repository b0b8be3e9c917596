import type { Metadata } from "next";
import { SignInPage } from "@/components/sign-in/sign-in-page";

export const metadata: Metadata = { title: "Sign in" };

type PageProps = { params: Promise<{ signInId: string }>; searchParams: Promise<{ conversation?: string | string[] }> };

export default async function Page({ params, searchParams }: PageProps) {
  const { conversation } = await searchParams;
  return <SignInPage signInId={(await params).signInId} conversationId={typeof conversation === "string" ? conversation : undefined} />;
}
