import * as v from "valibot";
import { MASK_KINDS } from "./rule.ts";

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** A number of the room log: a `seq`, a `rev`, a `head` or a cursor. */
export const logNumberSchema = whole;
/** Milliseconds since 1970, UTC. */
export const timeSchema = whole;

/** `guest`: somebody without an account, who has the name for as long as they are here. */
export const userSchema = v.object({ id: idSchema, name: v.string(), guest: v.optional(v.literal(true)) });
export type User = v.InferOutput<typeof userSchema>;

const statusSchema = v.object({
	emoji: v.string(),
	text: v.string(),
	/** When it ends by itself. */
	until: v.optional(timeSchema),
});
export type Status = v.InferOutput<typeof statusSchema>;

/** What a person shows of themselves. `display` stands where the name would; `picture` is served at /pictures/PICTURE. */
export const profileSchema = v.object({
	...userSchema.entries,
	display: v.optional(v.string()),
	picture: v.optional(v.string()),
	status: v.optional(statusSchema),
});
export type Profile = v.InferOutput<typeof profileSchema>;

export const roleSchema = v.picklist(["owner", "admin", "member", "guest"]);
export type Role = v.InferOutput<typeof roleSchema>;

export const accountSchema = v.object({ ...userSchema.entries, role: roleSchema });
export type Account = v.InferOutput<typeof accountSchema>;

/** What a system message tells. `author` is who did it; `body` holds the topic, the room's new name, the invited name, the host's words, the name of who was removed and after a blank why, or a rule (rule.ts). `other` is what a client makes of one that it does not know. */
export const systemEventSchema = v.picklist([
	"created",
	"joined",
	"left",
	"removed",
	"invited",
	"topic",
	"rule",
	"renamed",
	"archived",
	"unarchived",
	"arrived",
	"departed",
	"said",
	"cleared",
	"other",
]);
export type SystemEvent = v.InferOutput<typeof systemEventSchema>;

/** `users`: the ids of who reacted so, in the order in which they did. */
export const reactionSchema = v.object({ emoji: v.string(), users: v.array(idSchema) });
export type Reaction = v.InferOutput<typeof reactionSchema>;

/** What a thread's root shows of it: how many replies are there, the last one, and who replied, the latest first, at most five. */
export const repliesSchema = v.object({
	count: whole,
	lastSeq: logNumberSchema,
	lastAt: timeSchema,
	users: v.array(idSchema),
});
export type Replies = v.InferOutput<typeof repliesSchema>;

/** An attachment, served at /files/ID/NAME to the members of its room. `preview`: a small picture of it is at /files/ID/preview. */
export const fileSchema = v.object({
	id: v.string(),
	name: v.string(),
	type: v.string(),
	size: whole,
	width: v.optional(whole),
	height: v.optional(whole),
	preview: v.optional(v.literal(true)),
});
export type File = v.InferOutput<typeof fileSchema>;

/** What the server found behind a link in the body. */
export const linkPreviewSchema = v.object({
	url: v.string(),
	title: v.string(),
	description: v.optional(v.string()),
	site: v.optional(v.string()),
});
export type LinkPreview = v.InferOutput<typeof linkPreviewSchema>;

/**
 * A message as of `rev`. `seq` is its place in the room for ever, `rev` the number of its latest change.
 * A deleted message has `deleted` and no body. A system message has an `event`. The host has no account: no author.
 * A reply has the `seq` of its thread's root as `thread`, and stands in the room's log only where `inRoom` says so.
 */
export const messageSchema = v.object({
	seq: logNumberSchema,
	rev: logNumberSchema,
	at: timeSchema,
	kind: v.picklist(["text", "system"]),
	author: v.nullable(userSchema),
	body: v.string(),
	event: v.optional(v.fallback(systemEventSchema, "other")),
	editedAt: v.optional(timeSchema),
	deleted: v.optional(v.literal(true)),
	nonce: v.optional(v.string()),
	thread: v.optional(logNumberSchema),
	inRoom: v.optional(v.literal(true)),
	replies: v.optional(repliesSchema),
	reactions: v.optional(v.array(reactionSchema)),
	/** The ids of the members that it names with `@name`. */
	mentions: v.optional(v.array(idSchema)),
	/** It names everybody: who is `@here` now, or all of the `@room`. */
	everyone: v.optional(v.picklist(["here", "room"])),
	pinned: v.optional(v.literal(true)),
	files: v.optional(v.array(fileSchema)),
	links: v.optional(v.array(linkPreviewSchema)),
});
export type Message = v.InferOutput<typeof messageSchema>;

/** What a client may ask for; `direct` rooms are opened by `direct`. */
export const chosenVisibilitySchema = v.picklist(["public", "private"]);
export const visibilitySchema = v.picklist(["public", "private", "direct"]);
export type Visibility = v.InferOutput<typeof visibilitySchema>;

/**
 * A direct room has no name, but `people`: everybody in it. Its creator, its moderators, and the owner and admins of the
 * server may rename and archive it and decide its rules (rule.ts).
 */
export const roomSchema = v.object({
	id: idSchema,
	name: v.string(),
	topic: v.string(),
	visibility: visibilitySchema,
	lobby: v.optional(v.literal(true)),
	archived: v.optional(v.literal(true)),
	creator: v.optional(idSchema),
	moderators: v.optional(v.array(idSchema)),
	/** Who may post in spite of `announcement`. */
	speakers: v.optional(v.array(idSchema)),
	announcement: v.optional(v.literal(true)),
	lockedTopic: v.optional(v.literal(true)),
	maxMembers: v.optional(whole),
	/** Joining takes its key. */
	keyed: v.optional(v.literal(true)),
	people: v.optional(v.array(userSchema)),
});
export type Room = v.InferOutput<typeof roomSchema>;

/** What one wants to be told of in a room. */
export const notifySchema = v.picklist(["all", "mentions", "none"]);
export type Notify = v.InferOutput<typeof notifySchema>;

/** A room of one's own: where its log is (`head`), how far one has read, what is unread as of `head`, and how much of that names one. Threads count apart. */
export const roomSummarySchema = v.object({
	...roomSchema.entries,
	head: logNumberSchema,
	lastAt: timeSchema,
	readSeq: logNumberSchema,
	unread: whole,
	mentions: whole,
	notify: notifySchema,
});
export type RoomSummary = v.InferOutput<typeof roomSummarySchema>;

/** One's place in a thread, told whenever it changes: whether one follows it, how far one has read, and what is unread. */
export const threadMarkSchema = v.object({
	room: idSchema,
	root: logNumberSchema,
	following: v.boolean(),
	readSeq: logNumberSchema,
	unread: whole,
	mentions: whole,
});
export type ThreadMark = v.InferOutput<typeof threadMarkSchema>;

/** Text not sent yet; an empty body is none. */
export const draftSchema = v.object({ room: idSchema, thread: v.optional(logNumberSchema), body: v.string() });
export type Draft = v.InferOutput<typeof draftSchema>;

/** A message where it stands. */
export const placedMessageSchema = v.object({ room: idSchema, message: messageSchema });
export type PlacedMessage = v.InferOutput<typeof placedMessageSchema>;

/** A mask of names that a room's rules hold, and who set it. */
export const maskSchema = v.object({
	kind: v.picklist(MASK_KINDS),
	mask: v.string(),
	by: v.nullable(userSchema),
	at: timeSchema,
});
export type Mask = v.InferOutput<typeof maskSchema>;

/** A row of the directory of public rooms. */
export const listedRoomSchema = v.object({
	...roomSchema.entries,
	members: whole,
	joined: v.boolean(),
	lastAt: timeSchema,
});
export type ListedRoom = v.InferOutput<typeof listedRoomSchema>;
