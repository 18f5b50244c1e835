import * as v from "valibot";
import { accountSchema, fileSchema, idSchema, timeSchema } from "./entities.ts";
import { ERROR_CODES } from "./errors.ts";

/** Longer than any name or code; what a name may be, core says. */
const shortText = v.pipe(v.string(), v.maxLength(200));

export const signUpBody = v.strictObject({
	name: shortText,
	password: v.pipe(v.string(), v.minLength(1, "Password is empty: choose one")),
	invite: v.optional(shortText),
});
export const logInBody = v.strictObject({ name: shortText, password: v.string() });

/** Who comes in without an account, where the server allows it. */
export const guestBody = v.strictObject({ name: shortText });

/** The token is in the cookie too; a client that has no cookies sends it in its `hello`. */
export const sessionReply = v.object({ account: accountSchema, token: v.string() });

export const meReply = v.object({ account: accountSchema });

/** `ticket` logs a browser in, once and within `expiresInMs`; `token` is of the session that this opens. */
export const ticketReply = v.object({ ticket: v.string(), token: v.string(), expiresInMs: v.number() });
export const redeemBody = v.strictObject({ ticket: v.pipe(v.string(), v.maxLength(200)) });

/** `old` is asked for so that a browser left open gives nobody the account. Every other session is ended. */
export const passwordBody = v.strictObject({
	old: v.string(),
	new: v.pipe(v.string(), v.minLength(1, "Password is empty: choose one")),
});

export const sessionSchema = v.object({
	id: idSchema,
	gateway: v.string(),
	address: v.string(),
	/** What the client called itself. */
	client: v.optional(v.string()),
	openedAt: timeSchema,
	seenAt: timeSchema,
	/** The one that asks. */
	current: v.boolean(),
});
export type SessionInfo = v.InferOutput<typeof sessionSchema>;
export const sessionsReply = v.object({ sessions: v.array(sessionSchema) });
export const endSessionBody = v.strictObject({ id: idSchema });

/** What an upload is answered with: attach it by its id. */
export const fileReply = v.object({ file: fileSchema });
export const pictureReply = v.object({ picture: v.string() });

export const serverInfo = v.object({
	name: v.string(),
	version: v.string(),
	protocol: v.number(),
	signUp: v.picklist(["open", "invite", "closed"]),
	/** Nobody has an account yet: who signs up now owns the place. */
	empty: v.boolean(),
	/** Whether one may come in without an account. */
	guests: v.optional(v.boolean(), false),
});
export type ServerInfo = v.InferOutput<typeof serverInfo>;

export const errorReply = v.object({
	code: v.picklist(ERROR_CODES),
	message: v.string(),
	retryAfterMs: v.optional(v.number()),
});
