import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A bot elsewhere that does nothing but reply, and a service that takes replies and keeps none: what is between them is what is measured. */
export type TrivialBot = { endpoint: string; sink: string; stop(): Promise<void> };

type Incoming = { id: string; type: string; text?: string; serviceUrl: string; conversation: { id: string } };

export async function startTrivialBot(): Promise<TrivialBot> {
  const agent = new Agent({ keepAlive: true, timeout: 2_000 });
  const bot = createServer((asked, answer) => void answerAs(agent, asked, answer));
  const sink = createServer((asked, answer) => void readBody(asked).then(() => answer.end('{"id":"kept"}')));
  const [botOrigin, sinkOrigin] = [await listen(bot), await listen(sink)];
  const stop = async (): Promise<void> => {
    agent.destroy();
    for (const server of [bot, sink]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };
  return { endpoint: `${botOrigin}/api/messages`, sink: sinkOrigin, stop };
}

async function answerAs(agent: Agent, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const activity = JSON.parse(await readBody(asked)) as Incoming;
  const status = activity.type === "message" ? await reply(agent, activity) : 200;
  answer.writeHead(status === 200 ? 200 : 500).end();
}

function reply(agent: Agent, { serviceUrl, conversation, id, text }: Incoming): Promise<number> {
  const url = `${serviceUrl}/v3/conversations/${conversation.id}/activities/${id}`;
  const body = JSON.stringify({ type: "message", text: `heard ${text}` });
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function readBody(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
