import * as v from "valibot";
import {
	accountSchema,
	idSchema,
	listedRoomSchema,
	logNumberSchema,
	messageSchema,
	roomSummarySchema,
	timeSchema,
	userSchema,
} from "./entities.ts";
import { ERROR_CODES } from "./errors.ts";

const id = idSchema;
const room = idSchema;
/** A newer server may have codes that this client does not know. */
const errorCode = v.fallback(v.picklist(ERROR_CODES), "internal");

/** Answers `hello`: who one is, one's rooms, and the ids of who is online. */
export const welcomeFrame = v.object({
	t: v.literal("welcome"),
	v: v.number(),
	server: v.object({ name: v.string(), version: v.string() }),
	me: accountSchema,
	rooms: v.array(roomSummarySchema),
	online: v.array(idSchema),
	maxBodyChars: v.number(),
});

/** Live: messages of one room as of their `rev`s, in the order of the room log. */
export const messagesFrame = v.object({ t: v.literal("messages"), room, messages: v.array(messageSchema) });
/** Live: one is now in this room, or what one sees of it has changed. */
export const roomFrame = v.object({ t: v.literal("room"), room: roomSummarySchema });
/** Live: one is no longer in this room. */
export const goneFrame = v.object({ t: v.literal("gone"), room });
/** Live: how far one has read, whichever device said so, and what is unread as of `head`. */
export const readMarkFrame = v.object({
	t: v.literal("read"),
	room,
	seq: logNumberSchema,
	unread: v.number(),
	head: logNumberSchema,
});
export const typingNoticeFrame = v.object({ t: v.literal("typing"), room, user: userSchema });
export const presenceFrame = v.object({ t: v.literal("presence"), user: userSchema, online: v.boolean() });
/** The server closes this connection after it; `code` says whether coming back makes sense. */
export const byeFrame = v.object({ t: v.literal("bye"), code: errorCode, message: v.string() });
export const pongFrame = v.object({ t: v.literal("pong") });

export const doneFrame = v.object({ t: v.literal("done"), id });
export const postedFrame = v.object({
	t: v.literal("posted"),
	id,
	seq: logNumberSchema,
	rev: logNumberSchema,
	at: timeSchema,
});
/**
 * By `rev`, what changed after the cursor. `more`: ask again from the last one's `rev`; else the cursor is now `room.head`.
 * `reset`: too far behind, so `messages` is the newest page by `seq`; drop what was held of the room.
 */
export const changesFrame = v.object({
	t: v.literal("changes"),
	id,
	room: roomSummarySchema,
	messages: v.array(messageSchema),
	more: v.boolean(),
	reset: v.boolean(),
});
/** `more`: there are older ones. */
export const pageFrame = v.object({
	t: v.literal("page"),
	id,
	room,
	messages: v.array(messageSchema),
	head: logNumberSchema,
	more: v.boolean(),
});
export const joinedFrame = v.object({ t: v.literal("joined"), id, room: roomSummarySchema });
export const directoryPageFrame = v.object({ t: v.literal("directory"), id, rooms: v.array(listedRoomSchema) });
export const membersPageFrame = v.object({ t: v.literal("members"), id, room, members: v.array(userSchema) });
/** Without an id: about a frame whose id could not be read. */
export const errorFrame = v.object({
	t: v.literal("error"),
	id: v.optional(id),
	code: errorCode,
	message: v.string(),
	retryAfterMs: v.optional(v.number()),
});

export const downFrame = v.variant("t", [
	welcomeFrame,
	messagesFrame,
	roomFrame,
	goneFrame,
	readMarkFrame,
	typingNoticeFrame,
	presenceFrame,
	byeFrame,
	pongFrame,
	doneFrame,
	postedFrame,
	changesFrame,
	pageFrame,
	joinedFrame,
	directoryPageFrame,
	membersPageFrame,
	errorFrame,
]);
export type DownFrame = v.InferOutput<typeof downFrame>;
/** The frames that answer a request. */
export type AnswerFrame = Extract<DownFrame, { id: number }>;
export type ErrorFrame = v.InferOutput<typeof errorFrame>;

/** Which frame answers which request; each may be answered by an `error` instead. */
export interface Answers {
	post: "posted";
	edit: "done";
	delete: "done";
	sync: "changes";
	history: "page";
	read: "done";
	create: "joined";
	join: "joined";
	leave: "done";
	invite: "done";
	topic: "done";
	directory: "directory";
	members: "members";
}
export type AnswerTo<T extends keyof Answers> = Extract<DownFrame, { t: Answers[T]; id: number }>;
