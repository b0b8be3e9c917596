/** Every code the product answers with, and the HTTP status it stands for. Codes are stable; sentences are not. */
export const errorStatus = {
  malformed_json: 400,
  invalid_cursor: 400,
  sign_in_required: 401,
  sign_in_refused: 401,
  credentials_required: 401,
  token_expired: 403,
  not_allowed: 403,
  values_masked: 403,
  forbidden_host: 403,
  forbidden_origin: 403,
  second_person_needed: 403,
  not_found: 404,
  bot_not_found: 404,
  conversation_not_found: 404,
  turn_not_found: 404,
  scope_not_found: 404,
  snapshot_not_found: 404,
  persona_not_found: 404,
  unmasking_not_found: 404,
  key_not_found: 404,
  emergency_not_found: 404,
  account_not_found: 404,
  link_not_found: 404,
  lost_value_not_found: 404,
  person_not_found: 404,
  identity_not_found: 404,
  fact_not_found: 404,
  note_not_found: 404,
  path_not_found: 404,
  finding_not_found: 404,
  hold_not_found: 404,
  proposal_not_found: 404,
  method_not_allowed: 405,
  member_not_found: 404,
  case_not_found: 404,
  erasure_not_found: 404,
  export_not_found: 404,
  place_not_found: 404,
  recipient_not_found: 404,
  upload_not_found: 404,
  account_exists: 409,
  emergency_open: 409,
  bot_exists: 409,
  member_exists: 409,
  bot_not_remote: 409,
  conversation_exists: 409,
  conversation_read_only: 409,
  persona_exists: 409,
  patch_conflict: 409,
  last_administrator: 409,
  lost_value_changed: 409,
  not_restricted: 409,
  proposal_decided: 409,
  sweep_running: 409,
  values_expired: 409,
  already_restricted: 409,
  case_changed: 409,
  rules_changed: 409,
  case_not_extendable: 409,
  case_not_identified: 409,
  case_not_pausable: 409,
  case_places_open: 409,
  case_recipients_open: 409,
  case_state_conflict: 409,
  erasure_held: 409,
  plan_changed: 409,
  case_without_chat: 409,
  identity_not_linkable: 409,
  person_linked: 409,
  stale_etag: 412,
  body_too_large: 413,
  item_too_large: 413,
  file_too_large: 413,
  key_too_long: 413,
  unsupported_media_type: 415,
  person_being_erased: 423,
  person_erased: 423,
  person_restricted: 423,
  too_many_requests: 429,
  invalid_request: 422,
  code_refused: 422,
  invalid_activity: 422,
  invalid_file: 422,
  if_match_required: 428,
  bot_failed_to_load: 503,
  shutting_down: 503,
  bot_unreachable: 502,
  provider_unreachable: 502,
  detector_failed: 502,
  turn_timed_out: 504,
  invalid_setting: 500,
  database_unreachable: 500,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

type HarnessErrorOptions = { cause?: unknown; details?: Record<string, unknown> };

const brand = Symbol.for("turnscope.HarnessError");

/**
 * The one error our rooms throw. `userMessage` is a sentence for the person, without personal data;
 * `details` are extra members of the problem document (such as the current value on a stale eTag).
 */
export class HarnessError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, userMessage: string, options: HarnessErrorOptions = {}) {
    super(userMessage, { cause: options.cause });
    this.name = "HarnessError";
    this.code = code;
    this.userMessage = userMessage;
    this.details = options.details ?? {};
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Recognises a HarnessError also when it was made by a second copy of this module (Next bundles its own). */
export function isHarnessError(error: unknown): error is HarnessError {
  return typeof error === "object" && error !== null && brand in error;
}
