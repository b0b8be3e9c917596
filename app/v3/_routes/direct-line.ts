import { createHmac } from "node:crypto";
import * as z from "zod";
import {
  type DirectLineClient,
  generateToken,
  postAsClient,
  readAsClient,
  reconnectAsClient,
  refreshToken,
  requireDirectLineClient,
  startAsClient,
  uploadAsClient,
} from "@/lib/conversations";
import { secretKeyFor } from "@/lib/env";
import { anyId, type Persona, postedActivity } from "@/lib/model";
import { limitRate } from "../_lib/rate-limits";
import { readBody, readOptionalBody } from "../_lib/read-body";
import { readUpload } from "../_lib/read-upload";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

const base = "/v3/directline";

/** DirectLineJS always sends the user, empty when nobody is set. */
const account = z.looseObject({ id: anyId.optional().catch(undefined), name: z.string().max(1000).optional() });
const tokenRequest = z.looseObject({
  user: z.looseObject({ id: anyId, name: z.string().max(1000).optional() }).optional(),
  trustedOrigins: z.array(z.string().max(300)).max(100).optional(),
});
const startRequest = z.looseObject({ user: account.optional(), locale: z.string().max(100).optional() });

/** The operations of Direct Line 3.0 (protocols 1.1). */
export const directLineRoutes: readonly ServiceRoute[] = [
  { method: "POST", path: `${base}/tokens/generate`, answer: asClient(answerGenerate) },
  { method: "POST", path: `${base}/tokens/refresh`, answer: asClient(async (_, client) => jsonAnswer(await refreshToken(client))) },
  { method: "POST", path: `${base}/conversations`, answer: asClient(answerStart) },
  { method: "GET", path: `${base}/conversations/{id}`, answer: asClient(answerReconnect) },
  { method: "GET", path: `${base}/conversations/{id}/activities`, answer: asClient(answerActivities) },
  { method: "POST", path: `${base}/conversations/{id}/activities`, answer: asClient(answerPost) },
  { method: "POST", path: `${base}/conversations/{id}/upload`, answer: asClient(answerUpload) },
  { method: "GET", path: `${base}/session/getsessionid`, answer: asClient(answerSessionId) },
];

type ClientAnswer = (asked: ServiceRequest, client: DirectLineClient) => Promise<Response>;

/** Knows who asks before anything is answered, and lets nobody ask too often. */
function asClient(answer: ClientAnswer): ServiceRoute["answer"] {
  return async (asked) => {
    const { headers } = asked.request;
    const client = await requireDirectLineClient({ authorization: headers.get("authorization"), origin: headers.get("origin") });
    const { id } = asked.params;
    await (id === undefined ? limitRate("start", client.botId) : limitRate("conversation", `${client.botId} ${id}`));
    return answer(asked, client);
  };
}

async function answerGenerate({ request }: ServiceRequest, client: DirectLineClient): Promise<Response> {
  const { user, trustedOrigins = null } = await readOptionalBody(request, tokenRequest, "invalid_request");
  return jsonAnswer(await generateToken(client, { user: toPersona(user), trustedOrigins }));
}

async function answerStart({ request, url }: ServiceRequest, client: DirectLineClient): Promise<Response> {
  const { user, locale } = await readOptionalBody(request, startRequest, "invalid_request");
  const { isNew, streamPath, ...given } = await startAsClient(client, { user: toPersona(user), locale });
  return jsonAnswer({ ...given, streamUrl: toStreamUrl(url, streamPath) }, isNew ? 201 : 200);
}

async function answerReconnect({ params, url }: ServiceRequest, client: DirectLineClient): Promise<Response> {
  const { streamPath, ...given } = await reconnectAsClient(client, params.id ?? "", url.searchParams.get("watermark"));
  return jsonAnswer({ ...given, streamUrl: toStreamUrl(url, streamPath) });
}

async function answerActivities({ params, url }: ServiceRequest, client: DirectLineClient): Promise<Response> {
  return jsonAnswer(await readAsClient(client, params.id ?? "", url.searchParams.get("watermark")));
}

async function answerPost({ request, params }: ServiceRequest, client: DirectLineClient): Promise<Response> {
  return jsonAnswer(await postAsClient(client, params.id ?? "", await readBody(request, postedActivity, "invalid_activity")));
}

async function answerUpload({ request, params, url }: ServiceRequest, client: DirectLineClient): Promise<Response> {
  const upload = await readUpload(request);
  return jsonAnswer(await uploadAsClient(client, params.id ?? "", { ...upload, userId: url.searchParams.get("userId") }));
}

/** The same for as long as the client has this token or secret. */
async function answerSessionId({ request }: ServiceRequest): Promise<Response> {
  const key = secretKeyFor("direct-line sessions");
  const sessionId = createHmac("sha256", key)
    .update(request.headers.get("authorization") ?? "")
    .digest("base64url");
  return jsonAnswer({ sessionId });
}

/** Clients open it as it stands, so it is absolute; the Host was checked before. */
function toStreamUrl({ host }: URL, path: string): string {
  return `ws://${host}${base}${path}`;
}

function toPersona(user: { id?: string | undefined; name?: string | undefined } | undefined): Persona | null {
  return user?.id === undefined ? null : { id: user.id, name: user.name ?? user.id };
}
