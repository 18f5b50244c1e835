import * as v from "valibot";
import { idSchema, logNumberSchema, visibilitySchema } from "./entities.ts";

/** Chosen by the client; the answer carries it back. */
const id = idSchema;
const text = v.string();
/** A name or a topic; what they may be, core says. */
const shortText = v.pipe(v.string(), v.maxLength(1000));
const room = idSchema;

/** First frame of a connection. `resume` says that this client was connected before and keeps its cursors. */
export const helloFrame = v.strictObject({
	t: v.literal("hello"),
	v: v.number(),
	token: v.optional(v.string()),
	client: v.optional(v.pipe(v.string(), v.maxLength(100))),
	resume: v.optional(v.boolean()),
});

/** `nonce` is made by the client and unique to its author: the same post sent again is acknowledged, not doubled. */
export const postFrame = v.strictObject({
	t: v.literal("post"),
	id,
	room,
	nonce: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
	body: text,
});
export const editFrame = v.strictObject({ t: v.literal("edit"), id, room, seq: logNumberSchema, body: text });
export const deleteFrame = v.strictObject({ t: v.literal("delete"), id, room, seq: logNumberSchema });

/** What changed after `cursor`: answered by `changes`. */
export const syncFrame = v.strictObject({ t: v.literal("sync"), id, room, cursor: logNumberSchema });
/** The messages before `before` (the newest ones without it): answered by `page`. */
export const historyFrame = v.strictObject({
	t: v.literal("history"),
	id,
	room,
	before: v.optional(logNumberSchema),
	limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200))),
});
export const readFrame = v.strictObject({ t: v.literal("read"), id, room, seq: logNumberSchema });

export const createFrame = v.strictObject({
	t: v.literal("create"),
	id,
	name: shortText,
	visibility: visibilitySchema,
	topic: v.optional(shortText),
});
export const joinFrame = v.strictObject({ t: v.literal("join"), id, room });
export const leaveFrame = v.strictObject({ t: v.literal("leave"), id, room });
export const inviteFrame = v.strictObject({ t: v.literal("invite"), id, room, name: shortText });
export const topicFrame = v.strictObject({ t: v.literal("topic"), id, room, topic: shortText });
export const directoryFrame = v.strictObject({ t: v.literal("directory"), id });
export const membersFrame = v.strictObject({ t: v.literal("members"), id, room });

/** Not answered, and may be dropped. */
export const typingFrame = v.strictObject({ t: v.literal("typing"), room });
/** Answered by `pong`, for clients that cannot see the WebSocket's own pings. */
export const pingFrame = v.strictObject({ t: v.literal("ping") });

export const upFrame = v.variant("t", [
	helloFrame,
	postFrame,
	editFrame,
	deleteFrame,
	syncFrame,
	historyFrame,
	readFrame,
	createFrame,
	joinFrame,
	leaveFrame,
	inviteFrame,
	topicFrame,
	directoryFrame,
	membersFrame,
	typingFrame,
	pingFrame,
]);
export type UpFrame = v.InferOutput<typeof upFrame>;
/** The frames that carry an id and are answered with it. */
export type RequestFrame = Extract<UpFrame, { id: number }>;
