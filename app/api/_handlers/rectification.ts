import { correctFact, listPlaces } from "@/lib/privacy";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/rectification";

export const rectificationHandlers = [
  handle(operations.listCorrectionPlaces, async ({ params }, { sight }) => ({ body: await listPlaces(params, sight) })),
  handle(operations.correctFact, async ({ params, body }, reader) => ({ body: await correctFact(params, body, reader) })),
];
