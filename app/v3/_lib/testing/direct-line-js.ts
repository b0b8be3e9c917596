import { createRequire } from "node:module";
import { type Activity, ConnectionStatus, DirectLine, type DirectLineOptions } from "botframework-directlinejs";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

// DirectLineJS wants a browser's; where there is no global WebSocket it polls without a word, whatever it is given (protocols 1.3).
const require = createRequire(import.meta.url);
Object.assign(globalThis, { XMLHttpRequest: require("xhr2"), WebSocket });

export type TestClient = {
  readonly line: DirectLine;
  /** Everything that arrived, in order. */
  readonly activities: Activity[];
  readonly statuses: ConnectionStatus[];
  readonly conversationId: string;
  say(text: string, more?: object): Promise<string>;
  post(activity: object): Promise<string>;
  until(isMet: (activities: readonly Activity[]) => boolean): Promise<void>;
  untilStatus(status: ConnectionStatus): Promise<void>;
  texts(): string[];
};

/** The real client of Web Chat, until the test ends. */
export function openDirectLineJs(options: DirectLineOptions, userId = "ann"): TestClient {
  const line = new DirectLine({ pollingInterval: 200, ...options });
  const activities: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const look of waiting) look();
  };
  const until = (isMet: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isMet()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const ignore = () => undefined;
  line.activity$.subscribe((activity) => {
    activities.push(activity);
    tell();
  }, ignore);
  line.connectionStatus$.subscribe((status) => {
    statuses.push(status);
    tell();
  });
  onTestFinished(() => line.end());
  const post = (activity: object) =>
    new Promise<string>((resolve, reject) => {
      line.postActivity({ from: { id: userId }, ...activity } as Activity).subscribe((id) => resolve(String(id)), reject);
    });
  return {
    line,
    activities,
    statuses,
    get conversationId() {
      return (line as unknown as { conversationId: string }).conversationId;
    },
    post,
    say: (text, more = {}) => post({ type: "message", text, ...more }),
    until: (isMet) => until(() => isMet(activities)),
    untilStatus: (status) => until(() => statuses.includes(status)),
    texts: () => activities.flatMap((activity) => (activity.type === "message" && activity.text ? [activity.text] : [])),
  };
}

export { ConnectionStatus };
