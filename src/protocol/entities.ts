import * as v from "valibot";

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** A number of the room log: a `seq`, a `rev`, a `head` or a cursor. */
export const logNumberSchema = whole;
/** Milliseconds since 1970, UTC. */
export const timeSchema = whole;

export const userSchema = v.object({ id: idSchema, name: v.string() });
export type User = v.InferOutput<typeof userSchema>;

export const roleSchema = v.picklist(["owner", "admin", "member"]);
export type Role = v.InferOutput<typeof roleSchema>;

export const accountSchema = v.object({ ...userSchema.entries, role: roleSchema });
export type Account = v.InferOutput<typeof accountSchema>;

/** What a system message tells. `author` is who did it; `body` holds the topic, the invited name or the host's words. `other` is what a client makes of one that it does not know. */
export const systemEventSchema = v.picklist([
	"created",
	"joined",
	"left",
	"invited",
	"topic",
	"arrived",
	"departed",
	"said",
	"cleared",
	"other",
]);
export type SystemEvent = v.InferOutput<typeof systemEventSchema>;

/**
 * A message as of `rev`. `seq` is its place in the room for ever, `rev` the number of its latest change.
 * A deleted message has `deleted` and no body. A system message has an `event`. The host has no account: no author.
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
});
export type Message = v.InferOutput<typeof messageSchema>;

export const visibilitySchema = v.picklist(["public", "private"]);
export type Visibility = v.InferOutput<typeof visibilitySchema>;

export const roomSchema = v.object({
	id: idSchema,
	name: v.string(),
	topic: v.string(),
	visibility: visibilitySchema,
	lobby: v.optional(v.literal(true)),
});
export type Room = v.InferOutput<typeof roomSchema>;

/** A room of one's own: where its log is (`head`), how far one has read, and what is unread as of `head`. */
export const roomSummarySchema = v.object({
	...roomSchema.entries,
	head: logNumberSchema,
	readSeq: logNumberSchema,
	unread: whole,
});
export type RoomSummary = v.InferOutput<typeof roomSummarySchema>;

/** A row of the directory of public rooms. */
export const listedRoomSchema = v.object({
	...roomSchema.entries,
	members: whole,
	joined: v.boolean(),
	lastAt: timeSchema,
});
export type ListedRoom = v.InferOutput<typeof listedRoomSchema>;
