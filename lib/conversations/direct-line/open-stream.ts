import { requireClientConversation, requireStreamClient } from "./client";
import { ClientStream, type StreamSocket } from "./client-stream";
import { placeOf } from "./read-as-client";

type StreamRequest = { conversationId: string; token: string; origin: string | null; watermark: string | null };
type OpenStream = (socket: StreamSocket, onError: (error: unknown) => void) => ClientStream;

/** Whether a stream may be opened, and how. Throws what a request to Direct Line would be answered with. */
export async function prepareStream({ conversationId, token, origin, watermark }: StreamRequest): Promise<OpenStream> {
  const conversation = await requireClientConversation(await requireStreamClient(token, origin), conversationId);
  const place = await placeOf(conversation, watermark);
  return (socket, onError) => new ClientStream(conversation, place, socket, onError);
}
