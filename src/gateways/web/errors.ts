import type { Log } from "../../core/log.ts";
import { type ErrorCode, ParlourError } from "../../protocol/errors.ts";

const STATUS: Partial<Record<ErrorCode, number>> = {
	unauthorized: 401,
	wrong_credentials: 401,
	forbidden: 403,
	sign_up_closed: 403,
	invite_invalid: 403,
	not_found: 404,
	name_taken: 409,
	file_too_large: 413,
	rate_limited: 429,
	internal: 500,
	storage_failed: 503,
	quota_exceeded: 507,
};

/** What a client is told of a failure: its code and message where it is one of ours, else `internal`, with the cause in the log. */
export function toWireError(cause: unknown, log: Log): { code: ErrorCode; message: string; retryAfterMs?: number } {
	if (cause instanceof ParlourError) {
		const { code, message, retryAfterMs } = cause;
		return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs };
	}
	log.error("internal error", { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
	return { code: "internal", message: "Something went wrong on the server; its log says what" };
}

export function httpStatus(code: ErrorCode): number {
	return STATUS[code] ?? 400;
}
