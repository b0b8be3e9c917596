import { addBot, changeBot, deleteBot, listBots, probeBot, renewBotKeys, requireListedBot } from "@/lib/conversations";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/bots/bots";

export const botHandlers = [
  handle(operations.listBots, async (_, { sight }) => ({ body: (await listBots()).filter(({ id }) => !sight.unknownBots.has(id)) })),
  handle(operations.addBot, async ({ body }) => ({ body: await addBot(body) })),
  handle(operations.getBot, async ({ params }) => ({ body: await requireListedBot(params.botId) })),
  handle(operations.changeBot, async ({ params, body }) => ({ body: await changeBot(params.botId, body) })),
  handle(operations.deleteBot, async ({ params }) => ({ body: { removed: await deleteBot(params.botId) } })),
  handle(operations.renewBotKeys, async ({ params }) => ({ body: await renewBotKeys(params.botId) })),
  handle(operations.probeBot, async ({ params }) => ({ body: await probeBot(params.botId) })),
];
