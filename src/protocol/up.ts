import * as v from "valibot";
import { chosenVisibilitySchema, idSchema, logNumberSchema, notifySchema, timeSchema } from "./entities.ts";
import { ruleChangeSchema } from "./rule.ts";

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
	/** The `seq` of the message that it replies to, which becomes a thread's root. */
	thread: v.optional(logNumberSchema),
	/** A reply that stands in the room's log too. */
	inRoom: v.optional(v.literal(true)),
	/** Uploaded before, by the same person, and in no message yet. */
	files: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(20))),
});
export const editFrame = v.strictObject({ t: v.literal("edit"), id, room, seq: logNumberSchema, body: text });
export const deleteFrame = v.strictObject({ t: v.literal("delete"), id, room, seq: logNumberSchema });
/** `on` false takes one's reaction back. */
export const reactFrame = v.strictObject({
	t: v.literal("react"),
	id,
	room,
	seq: logNumberSchema,
	emoji: v.pipe(v.string(), v.maxLength(64)),
	on: v.boolean(),
});
export const pinFrame = v.strictObject({ t: v.literal("pin"), id, room, seq: logNumberSchema, on: v.boolean() });
/** The room's pinned messages, the latest pinned first: answered by `list`. */
export const pinsFrame = v.strictObject({ t: v.literal("pins"), id, room });
/** Keeps a message for oneself. */
export const saveFrame = v.strictObject({ t: v.literal("save"), id, room, seq: logNumberSchema, on: v.boolean() });
/** What one has saved, the latest first: answered by `list`. */
export const savedFrame = v.strictObject({ t: v.literal("saved"), id });
/** The texts that a message had before, the oldest first: answered by `edits`. */
export const editsFrame = v.strictObject({ t: v.literal("edits"), id, room, seq: logNumberSchema });

/** What changed after `cursor`: answered by `changes`. */
export const syncFrame = v.strictObject({ t: v.literal("sync"), id, room, cursor: logNumberSchema });
/** The messages before `before`, after `after` or around `around`, else the newest ones: answered by `page`. Replies stand in their threads. */
export const historyFrame = v.strictObject({
	t: v.literal("history"),
	id,
	room,
	before: v.optional(logNumberSchema),
	after: v.optional(logNumberSchema),
	around: v.optional(logNumberSchema),
	limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200))),
});
/** A thread's root, and its replies before `before`, or the newest ones: answered by `thread`. */
export const threadFrame = v.strictObject({
	t: v.literal("thread"),
	id,
	room,
	root: logNumberSchema,
	before: v.optional(logNumberSchema),
	limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200))),
});
export const followFrame = v.strictObject({ t: v.literal("follow"), id, room, root: logNumberSchema, on: v.boolean() });
/** How far one has read, in the room or in one of its threads. `back` moves the marker back: mark as unread. */
export const readFrame = v.strictObject({
	t: v.literal("read"),
	id,
	room,
	thread: v.optional(logNumberSchema),
	seq: logNumberSchema,
	back: v.optional(v.literal(true)),
});
/** The threads that one follows and the messages that name one, what is unread and the latest first: answered by `inbox`. */
export const inboxFrame = v.strictObject({ t: v.literal("inbox"), id });
/** docs/protocol.md says what a query may hold. `before` goes on from an answer's `next`. Answered by `found`. */
export const searchFrame = v.strictObject({
	t: v.literal("search"),
	id,
	query: shortText,
	before: v.optional(logNumberSchema),
});
/** Kept on all of one's devices. */
export const draftFrame = v.strictObject({
	t: v.literal("draft"),
	id,
	room,
	thread: v.optional(logNumberSchema),
	body: text,
});

export const createFrame = v.strictObject({
	t: v.literal("create"),
	id,
	name: shortText,
	visibility: chosenVisibilitySchema,
	topic: v.optional(shortText),
});
/** The direct room of oneself and these people, made where there is none yet: answered by `joined`. */
export const directFrame = v.strictObject({
	t: v.literal("direct"),
	id,
	names: v.pipe(v.array(shortText), v.minLength(1), v.maxLength(8)),
});
/** `key`: the word of a room that is `keyed`. */
export const joinFrame = v.strictObject({ t: v.literal("join"), id, room, key: v.optional(shortText) });
export const leaveFrame = v.strictObject({ t: v.literal("leave"), id, room });
export const inviteFrame = v.strictObject({ t: v.literal("invite"), id, room, name: shortText });
/** For moderators: takes somebody out of the room. */
export const removeFrame = v.strictObject({
	t: v.literal("remove"),
	id,
	room,
	name: shortText,
	reason: v.optional(shortText),
});
/** For moderators: decides a rule of the room. */
export const ruleFrame = v.strictObject({ t: v.literal("rule"), id, room, change: ruleChangeSchema });
/** Who is banned, excepted and let in: answered by `masks`. */
export const masksFrame = v.strictObject({ t: v.literal("masks"), id, room });
export const topicFrame = v.strictObject({ t: v.literal("topic"), id, room, topic: shortText });
export const renameFrame = v.strictObject({ t: v.literal("rename"), id, room, name: shortText });
/** In an archived room nothing is said any more; it can be read and searched. */
export const archiveFrame = v.strictObject({ t: v.literal("archive"), id, room, on: v.boolean() });
export const notifyFrame = v.strictObject({ t: v.literal("notify"), id, room, level: notifySchema });
export const directoryFrame = v.strictObject({ t: v.literal("directory"), id });
export const membersFrame = v.strictObject({ t: v.literal("members"), id, room });
/** Profiles by id, or of those whose names begin so: answered by `people`. */
export const peopleFrame = v.strictObject({
	t: v.literal("people"),
	id,
	ids: v.optional(v.pipe(v.array(idSchema), v.maxLength(200))),
	query: v.optional(shortText),
});
/** What is left out stays as it is; null takes it away. The picture is uploaded, see docs/protocol.md. */
export const profileFrame = v.strictObject({
	t: v.literal("profile"),
	id,
	display: v.optional(v.nullable(shortText)),
	picture: v.optional(v.null()),
	status: v.optional(v.nullable(v.strictObject({ emoji: shortText, text: shortText, until: v.optional(timeSchema) }))),
});

/** Not answered, and may be dropped. */
export const typingFrame = v.strictObject({ t: v.literal("typing"), room, thread: v.optional(logNumberSchema) });
/** Answered by `pong`, for clients that cannot see the WebSocket's own pings. */
export const pingFrame = v.strictObject({ t: v.literal("ping") });

export const upFrame = v.variant("t", [
	helloFrame,
	postFrame,
	editFrame,
	deleteFrame,
	reactFrame,
	pinFrame,
	pinsFrame,
	saveFrame,
	savedFrame,
	editsFrame,
	syncFrame,
	historyFrame,
	threadFrame,
	followFrame,
	readFrame,
	inboxFrame,
	searchFrame,
	draftFrame,
	createFrame,
	directFrame,
	joinFrame,
	leaveFrame,
	inviteFrame,
	removeFrame,
	ruleFrame,
	masksFrame,
	topicFrame,
	renameFrame,
	archiveFrame,
	notifyFrame,
	directoryFrame,
	membersFrame,
	peopleFrame,
	profileFrame,
	typingFrame,
	pingFrame,
]);
export type UpFrame = v.InferOutput<typeof upFrame>;
/** The frames that carry an id and are answered with it. */
export type RequestFrame = Extract<UpFrame, { id: number }>;
