import { HarnessError } from "@/lib/model";

/** The reasons for which Prisma's adapters report that a server cannot be used, with what the person reads. */
const reasons: Record<string, string> = {
  DatabaseNotReachable: "nothing answers there",
  ConnectionClosed: "it closed the connection",
  SocketTimeout: "it did not answer in time",
  TlsConnectionError: "a secure connection could not be made",
  DatabaseDoesNotExist: "it has no such database",
  DatabaseAccessDenied: "it denies access",
  AuthenticationFailed: "it refuses the user name or password",
  TooManyConnections: "it has too many connections",
};

/** Turns a lost or refused connection into `database_unreachable`; any other error stays as it is. */
export function toHarnessError(error: unknown, place: string): unknown {
  const reason = reasonOf(error);
  if (reason === null) return error;
  return new HarnessError("database_unreachable", `The database at ${place} cannot be used: ${reason}.`, { cause: error });
}

function reasonOf(error: unknown): string | null {
  for (let cause = error; typeof cause === "object" && cause !== null; cause = innerCause(cause)) {
    const kind = "kind" in cause ? String(cause.kind) : "";
    if (Object.hasOwn(reasons, kind)) return reasons[kind] ?? null;
    // The pool's own time limit has no code, and Node's address lookup has several.
    const text = "message" in cause ? String(cause.message) : "";
    if (/timeout exceeded when trying to connect|Connection terminated/.test(text)) return reasons.SocketTimeout ?? null;
    if ("code" in cause && ["EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(String(cause.code))) {
      return reasons.DatabaseNotReachable ?? null;
    }
  }
  return null;
}

/** Prisma keeps the adapter's error in `meta`, the adapter keeps the driver's in `cause`. */
function innerCause(error: object): unknown {
  if ("meta" in error && typeof error.meta === "object" && error.meta !== null && "driverAdapterError" in error.meta) {
    return error.meta.driverAdapterError;
  }
  return "cause" in error ? error.cause : null;
}
