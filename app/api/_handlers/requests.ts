import {
  checkIdentityCode,
  editRequest,
  extendRequest,
  fetchExport,
  identifyByStaff,
  listRequests,
  listWithheld,
  makeExport,
  openRequest,
  pauseRequest,
  putRecipient,
  readRequest,
  refuseRequest,
  requireCurrent,
  sendIdentityCode,
} from "@/lib/privacy";
import { fileHeader } from "../_lib/file-header";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/requests";

export const requestHandlers = [
  handle(operations.listCases, async ({ query }, { sight }) => ({ body: await listRequests(query, sight) })),
  handle(operations.openCase, async ({ body }, { caller, sight }) => {
    const { number } = await openRequest(body, caller);
    return { body: await readRequest(number, sight) };
  }),
  handle(operations.getCase, async ({ params }, { sight }) => ({ body: await readRequest(params.caseNumber, sight) })),
  handle(operations.changeCase, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    await editRequest(caseNumber, body, { caller, sight });
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.refuseCase, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    await refuseRequest(caseNumber, body, caller);
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.extendCase, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    await extendRequest(caseNumber, body, caller);
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.pauseCase, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    await pauseRequest(caseNumber, body, caller);
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.sendCode, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    await sendIdentityCode(caseNumber, body.conversationId, caller);
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.identifyPerson, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    if ("code" in body) await checkIdentityCode(caseNumber, body.code, caller);
    else await identifyByStaff(await requireCurrent(caseNumber, body.version), body.noDoubt, caller);
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.putRecipient, async ({ params: { caseNumber }, body }, { caller, sight }) => {
    await putRecipient(caseNumber, body, caller);
    return { body: await readRequest(caseNumber, sight) };
  }),
  handle(operations.makeExport, async ({ params, body }, { caller, sight }) => ({
    body: await makeExport(params.caseNumber, body, { caller, sight }),
  })),
  handle(operations.listWithheld, async ({ params, query }, { sight }) => ({
    body: await listWithheld(params.caseNumber, query.cursor, sight),
  })),
  handle(operations.fetchExport, async ({ params: { caseNumber, exportId } }, { caller }) => ({
    bytes: await fetchExport(caseNumber, exportId, caller),
    mediaType: "application/zip",
    headers: fileHeader(`${caseNumber}.zip`),
  })),
];
