import {
  changeProcessing,
  readNotice,
  readOverview,
  readProcessing,
  readRegister,
  toNoticeHtml,
  toOverviewCsv,
  toRegisterCsv,
} from "@/lib/memory";
import { fileHeader } from "../_lib/file-header";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/memory/overview";

export const overviewHandlers = [
  handle(operations.getOverview, async ({ params: { botId }, query }, { sight }) => {
    const overview = await readOverview(botId, query.days);
    return query.format === "json" ? { body: overview } : csvFile(toOverviewCsv(overview, sight), `${botId}.overview.csv`);
  }),
  handle(operations.getNotice, async ({ params: { botId }, query }) => {
    const notice = await readNotice(botId);
    if (query.format === "json") return { body: notice };
    return { text: toNoticeHtml(notice), mediaType: "text/html", headers: fileHeader(`${botId}.notice.html`) };
  }),
  handle(operations.getProcessingRegister, async ({ params: { botId }, query }) => {
    const register = await readRegister(botId);
    if (query.format === "csv") return csvFile(toRegisterCsv(register), `${botId}.processing-register.csv`);
    return { body: register, headers: fileHeader(`${botId}.processing-register.json`) };
  }),
  handle(operations.getProcessing, async ({ params }) => ({ body: await readProcessing(params.botId) })),
  handle(operations.changeProcessing, async ({ params, headers, body }) => ({
    body: await changeProcessing(params.botId, body, headers["x-turnscope-by"]),
  })),
];

function csvFile(text: string, name: string) {
  return { text, mediaType: "text/csv", headers: fileHeader(name) };
}
