import { type ErrorCode, errorStatus, type HarnessError, isHarnessError, toProblem } from "@/lib/model";
import { jsonAnswer } from "./service-route";

/** The protocols' own codes (protocols 1.2, 2.2); what is not named here is a ServiceError or, when the caller is at fault, a BadArgument. */
const serviceCodes: Partial<Record<ErrorCode, string>> = {
  malformed_json: "BadSyntax",
  token_expired: "TokenExpired",
  body_too_large: "MessageSizeTooBig",
  item_too_large: "MessageSizeTooBig",
  bot_unreachable: "BotRejectedActivity",
};

/** Where the protocols know no 422. */
const serviceStatus: Partial<Record<ErrorCode, number>> = { invalid_request: 400, invalid_activity: 400 };

/** Anything thrown as the error body of the Direct Line, Connector and Bot State services: `{error: {code, message}}`. */
export function serviceErrorAnswer(error: unknown): Response {
  const { detail } = toProblem(error);
  if (!isHarnessError(error)) return jsonAnswer({ error: { code: "ServiceError", message: detail } }, 500);
  const status = serviceStatus[error.code] ?? errorStatus[error.code];
  const { serviceCode } = error.details;
  if (typeof serviceCode === "string") return jsonAnswer({ error: { code: serviceCode, message: detail } }, status);
  const code = serviceCodes[error.code] ?? (status >= 500 ? "ServiceError" : "BadArgument");
  return jsonAnswer({ error: { code, message: detail } }, status, headersOf(error));
}

function headersOf({ details }: HarnessError): Record<string, string> {
  return {
    ...(Array.isArray(details.allow) && { Allow: details.allow.join(", ") }),
    ...(typeof details.retryAfterSeconds === "number" && { "Retry-After": String(details.retryAfterSeconds) }),
  };
}
