import * as v from "valibot";
import {
	accountSchema,
	draftSchema,
	idSchema,
	listedRoomSchema,
	logNumberSchema,
	maskSchema,
	messageSchema,
	placedMessageSchema,
	profileSchema,
	roomSummarySchema,
	threadMarkSchema,
	timeSchema,
	userSchema,
} from "./entities.ts";
import { ERROR_CODES } from "./errors.ts";

const id = idSchema;
const room = idSchema;
/** A newer server may have codes that this client does not know. */
const errorCode = v.fallback(v.picklist(ERROR_CODES), "internal");

/** Answers `hello`: who one is, one's rooms, the threads with something unread, one's drafts, and the ids of who is online. */
export const welcomeFrame = v.object({
	t: v.literal("welcome"),
	v: v.number(),
	server: v.object({ name: v.string(), version: v.string() }),
	me: accountSchema,
	rooms: v.array(roomSummarySchema),
	threads: v.array(threadMarkSchema),
	drafts: v.array(draftSchema),
	online: v.array(idSchema),
	maxBodyChars: v.number(),
	maxFileBytes: v.number(),
});

/** Live: messages of one room as of their `rev`s, in the order of the room log. */
export const messagesFrame = v.object({ t: v.literal("messages"), room, messages: v.array(messageSchema) });
/** Live: one is now in this room, or what one sees of it has changed. */
export const roomFrame = v.object({ t: v.literal("room"), room: roomSummarySchema });
/** Live: one is no longer in this room. */
/** `removed`: not of one's own will. */
export const goneFrame = v.object({
	t: v.literal("gone"),
	room,
	removed: v.optional(v.object({ by: v.nullable(userSchema), reason: v.string() })),
});
/** Live: how far one has read, whichever device said so, and what is unread as of `head`. */
export const readMarkFrame = v.object({
	t: v.literal("read"),
	room,
	seq: logNumberSchema,
	unread: v.number(),
	mentions: v.number(),
	head: logNumberSchema,
});
/** Live: one's place in a thread that one follows, or did. */
export const threadMarkFrame = v.object({ t: v.literal("thread-mark"), mark: threadMarkSchema });
/** Live: another of one's devices has saved a message, or forgotten it. */
export const savedNoticeFrame = v.object({ t: v.literal("saved"), room, seq: logNumberSchema, on: v.boolean() });
/** Live: what another of one's devices has typed. */
export const draftNoticeFrame = v.object({ t: v.literal("draft"), draft: draftSchema });
/** Live: what somebody shows of themselves has changed; may be dropped. */
export const profileNoticeFrame = v.object({ t: v.literal("profile"), profile: profileSchema });
export const typingNoticeFrame = v.object({
	t: v.literal("typing"),
	room,
	thread: v.optional(logNumberSchema),
	user: userSchema,
});
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
/** `more`: there are older ones; `newer`: there are later ones than these. */
export const pageFrame = v.object({
	t: v.literal("page"),
	id,
	room,
	messages: v.array(messageSchema),
	head: logNumberSchema,
	more: v.boolean(),
	newer: v.optional(v.boolean()),
});
/** By `seq`. `more`: there are older replies. Live changes after `head` go on from here. */
export const threadPageFrame = v.object({
	t: v.literal("thread"),
	id,
	root: messageSchema,
	messages: v.array(messageSchema),
	more: v.boolean(),
	head: logNumberSchema,
	mark: threadMarkSchema,
});
export const listFrame = v.object({ t: v.literal("list"), id, items: v.array(placedMessageSchema) });
export const editsPageFrame = v.object({
	t: v.literal("edits"),
	id,
	versions: v.array(v.object({ body: v.string(), at: timeSchema })),
});
export const inboxPageFrame = v.object({
	t: v.literal("inbox"),
	id,
	threads: v.array(v.object({ mark: threadMarkSchema, root: messageSchema, last: v.nullable(messageSchema) })),
	/** With whether one has read it. */
	mentions: v.array(v.object({ ...placedMessageSchema.entries, read: v.boolean() })),
});
/** The latest first. `terms`: what to highlight. `next`: go on from here, where there is more. People and rooms come with the first page only. */
export const foundFrame = v.object({
	t: v.literal("found"),
	id,
	terms: v.array(v.string()),
	items: v.array(placedMessageSchema),
	next: v.nullable(logNumberSchema),
	people: v.array(profileSchema),
	rooms: v.array(listedRoomSchema),
});
export const peoplePageFrame = v.object({ t: v.literal("people"), id, people: v.array(profileSchema) });
export const joinedFrame = v.object({ t: v.literal("joined"), id, room: roomSummarySchema });
export const directoryPageFrame = v.object({ t: v.literal("directory"), id, rooms: v.array(listedRoomSchema) });
export const membersPageFrame = v.object({ t: v.literal("members"), id, room, members: v.array(profileSchema) });
export const masksPageFrame = v.object({ t: v.literal("masks"), id, room, masks: v.array(maskSchema) });
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
	threadMarkFrame,
	savedNoticeFrame,
	draftNoticeFrame,
	profileNoticeFrame,
	typingNoticeFrame,
	presenceFrame,
	byeFrame,
	pongFrame,
	doneFrame,
	postedFrame,
	changesFrame,
	pageFrame,
	threadPageFrame,
	listFrame,
	editsPageFrame,
	inboxPageFrame,
	foundFrame,
	peoplePageFrame,
	joinedFrame,
	directoryPageFrame,
	membersPageFrame,
	masksPageFrame,
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
	react: "done";
	pin: "done";
	pins: "list";
	save: "done";
	saved: "list";
	edits: "edits";
	sync: "changes";
	history: "page";
	thread: "thread";
	follow: "done";
	read: "done";
	inbox: "inbox";
	search: "found";
	draft: "done";
	create: "joined";
	direct: "joined";
	join: "joined";
	leave: "done";
	invite: "done";
	remove: "done";
	rule: "done";
	masks: "masks";
	topic: "done";
	rename: "done";
	archive: "done";
	notify: "done";
	directory: "directory";
	members: "members";
	people: "people";
	profile: "done";
}
export type AnswerTo<T extends keyof Answers> = Extract<DownFrame, { t: Answers[T]; id: number }>;
