import { requireUploadInfo, requireUploadView } from "@/lib/conversations";
import { fileHeaders } from "../_lib/file-headers";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

/** Files that people and bots sent. Their ids cannot be guessed, and are all that is needed, as in the Emulator (protocols 2.2). */
export const attachmentRoutes: readonly ServiceRoute[] = [
  { method: "GET", path: "/v3/attachments/{id}", answer: async ({ params }) => jsonAnswer(await requireUploadInfo(params.id ?? "")) },
  { method: "GET", path: "/v3/attachments/{id}/views/{view}", answer: view },
];

async function view({ params }: ServiceRequest): Promise<Response> {
  const { name, contentType, bytes } = await requireUploadView(params.id ?? "", params.view ?? "");
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(name, contentType) });
}
