import type { Metadata } from "next";
import { MePage } from "@/components/access/me-page";

export const metadata: Metadata = { title: "Who am I" };

export default function Page() {
  return <MePage />;
}
