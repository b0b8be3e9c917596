import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** A Direct Line service for one client that knows the reply at once: what a round trip takes with it is the client's own part. */
export type InstantDirectLine = { origin: string; stop(): Promise<void> };

export async function startInstantDirectLine(): Promise<InstantDirectLine> {
  const server = createServer((asked, answer) => void answerAs(asked, answer, place, send));
  const sockets = new WebSocketServer({ server });
  const send = (activity: object): void => {
    for (const socket of sockets.clients) socket.send(JSON.stringify({ activities: [activity], watermark: "1" }));
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://${place}`, stop };
}

async function answerAs(asked: IncomingMessage, answer: ServerResponse, place: string, send: (activity: object) => void): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked as AsyncIterable<Buffer>) chunks.push(chunk);
  answer.setHeader("Content-Type", "application/json");
  if (!asked.url?.endsWith("/activities")) {
    answer.writeHead(201).end(JSON.stringify({ conversationId: "c", token: "t", expires_in: 1800, streamUrl: `ws://${place}/stream` }));
    return;
  }
  const activity = JSON.parse(Buffer.concat(chunks).toString()) as { text: string };
  send(activity);
  send({ ...activity, text: `heard ${activity.text}` });
  answer.end('{"id":"a"}');
}
