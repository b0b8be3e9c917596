import { listBots } from "@/lib/conversations";
import { handle, route } from "../_lib/handle";
import * as operations from "../_operations/server";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(handle(operations.listBots, async () => ({ body: await listBots() })));
