import type { Metadata } from "next";
import { BotsPage } from "@/components/bots/bots-page";

export const metadata: Metadata = { title: "Bots" };

export default function Page() {
  return <BotsPage />;
}
