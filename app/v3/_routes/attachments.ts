import { requireBotCaller, requireConversation, requireUploadInfo, requireUploadView, storeUploads } from "@/lib/conversations";
import { HarnessError } from "@/lib/model";
import { fileHeaders } from "../_lib/file-headers";
import { readAttachmentData } from "../_lib/read-attachment-data";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

/** Files that people and bots sent. Their ids cannot be guessed, and are all that is needed, as in the Emulator (protocols 2.2). */
export const attachmentRoutes: readonly ServiceRoute[] = [
  { method: "POST", path: "/v3/conversations/{conversationId}/attachments", answer: keep },
  { method: "GET", path: "/v3/attachments/{id}", answer: async ({ params }) => jsonAnswer(await requireUploadInfo(params.id ?? "")) },
  { method: "GET", path: "/v3/attachments/{id}/views/{view}", answer: view },
];

/** A bot gives a file first and names its address in an activity then. */
async function keep({ request, params, servedBotId }: ServiceRequest): Promise<Response> {
  const { conversationId = "" } = params;
  const authorization = request.headers.get("authorization");
  const bot = await requireBotCaller({ servedBotId, authorization, conversationId });
  if ((await requireConversation(conversationId)).botId !== bot.summary.id) {
    throw new HarnessError("conversation_not_found", "This bot has no conversation with this id.");
  }
  const file = await readAttachmentData(request);
  const [stored] = await storeUploads({ botId: bot.summary.id, conversationId, userId: null }, [file]);
  return jsonAnswer({ id: stored?.id }, 201);
}

async function view({ params }: ServiceRequest): Promise<Response> {
  const { name, contentType, bytes } = await requireUploadView(params.id ?? "", params.view ?? "");
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(name, contentType) });
}
