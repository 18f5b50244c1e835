/** The closed list of error codes; docs/protocol.md says what a client does about each. */
export const ERROR_CODES = [
	"bad_request",
	"unauthorized",
	"wrong_credentials",
	"forbidden",
	"not_found",
	"name_invalid",
	"name_taken",
	"sign_up_closed",
	"invite_invalid",
	"message_empty",
	"message_too_long",
	"room_archived",
	"room_full",
	"banned",
	"wrong_key",
	"announcement_only",
	"file_too_large",
	"quota_exceeded",
	"already_connected",
	"rate_limited",
	"version_unsupported",
	"revoked",
	"kicked",
	"stopping",
	"storage_failed",
	"internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure that its reader can act on. Anything else that is thrown is a fault of ours and answered as `internal`. */
export class ParlourError extends Error {
	readonly code: ErrorCode;
	/** When to try again, for `rate_limited`. */
	readonly retryAfterMs: number | undefined;

	constructor(code: ErrorCode, message: string, retryAfterMs?: number) {
		super(message);
		this.name = "ParlourError";
		this.code = code;
		this.retryAfterMs = retryAfterMs;
	}
}
