import { type Caller, localCaller } from "@/lib/model";

/** Who asks. Until there is sign-in: the one user of this machine. */
export async function callerOf(_request: Request): Promise<Caller> {
  return localCaller;
}
