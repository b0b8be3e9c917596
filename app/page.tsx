import type { Metadata } from "next";
import { WorkbenchHome } from "@/components/workbench/workbench-home";

export const metadata: Metadata = { title: "Workbench" };

export default function HomePage() {
  return <WorkbenchHome />;
}
