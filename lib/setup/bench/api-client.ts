import { Agent, request } from "node:http";
import * as z from "zod";
import { endedTurn } from "@/lib/model";

export type ApiAnswer = { status: number; text: string; durationMs: number };

/** An idle connection is given up well before the server closes it (5 s), which could otherwise meet the next request. */
const idleMs = 2_000;

const startedConversation = z.object({ conversationId: z.string() });

/** Speaks to the server as a script does: JSON over connections that are kept open. */
export class ApiClient {
  private readonly agent: Agent;

  constructor(
    private readonly origin: string,
    connections = 1,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: idleMs });
  }

  /** `durationMs` is from the call to the last byte of the answer. Rejects when there is none. */
  ask(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
      const content = payload === undefined ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(payload) };
      const headers = { ...this.headers, ...content };
      const asked = request(new URL(path, this.origin), { method, headers, agent: this.agent }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text, durationMs: performance.now() - startedMs }));
        answer.on("error", reject);
      });
      asked.on("error", reject);
      asked.end(payload);
    });
  }

  async startConversation(botId: string, given: { conversationId?: string; user?: { id: string; name?: string } } = {}): Promise<string> {
    const answer = await this.ask("POST", "/api/conversations", { botId, ...given });
    return startedConversation.parse(JSON.parse(requireStatus(answer, 201).text)).conversationId;
  }

  post(conversationId: string, activity: { text: string; from?: { id: string; name?: string } }): Promise<ApiAnswer> {
    return this.ask("POST", `/api/conversations/${encodeURIComponent(conversationId)}/activities`, activity);
  }

  close(): void {
    this.agent.destroy();
  }
}

/** The ended turn in an answer; throws unless it completed and wrote state, since only such a turn is worth measuring. */
export function requireWritingTurn(answer: ApiAnswer): z.infer<typeof endedTurn> {
  const ended = endedTurn.parse(JSON.parse(requireStatus(answer, 200).text));
  if (ended.turn.outcome === "completed" && ended.changes.length > 0) return ended;
  throw new Error(`A measured turn must complete and write; this one: ${answer.text.slice(0, 500)}`);
}

function requireStatus(answer: ApiAnswer, status: number): ApiAnswer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, and the server answered ${answer.status}: ${answer.text.slice(0, 500)}`);
}
