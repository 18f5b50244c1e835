import * as v from "valibot";
import {
	fileSchema,
	idSchema,
	linkPreviewSchema,
	logNumberSchema,
	notifySchema,
	profileSchema,
	reactionSchema,
	repliesSchema,
	roleSchema,
	systemEventSchema,
	timeSchema,
	visibilitySchema,
} from "../../protocol/entities.ts";
import { MASK_KINDS } from "../../protocol/rule.ts";

/** 2: all that stands with a message, direct rooms, profiles, files. One of version 1 can still be read. */
export const EXPORT_VERSION = 2;
/** The name of the file in an export's folder. */
export const EXPORT_FILE = "parlour.jsonl";
/** The folder in an export's that has the contents of files, by their hash: `ab/cdef…`. */
export const EXPORT_FILES = "files";

/** SHA-256 in hex: it becomes a path. */
const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "it is no SHA-256 in hex"));
const fileIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/, "it is no id of a file"));
const { preview: _, ...fileEntries } = fileSchema.entries;

const archivedFileSchema = v.object({
	...fileEntries,
	id: fileIdSchema,
	hash: hashSchema,
	previewHash: v.optional(hashSchema),
});

/** `by`: who set it. */
const archivedMaskSchema = v.object({
	kind: v.picklist(MASK_KINDS),
	mask: v.string(),
	by: v.optional(idSchema),
	at: timeSchema,
});

/**
 * The lines of an export, in this order: one `export`, then accounts, and each room with its members, messages, and what
 * its members keep of it; `end` says that it is whole.
 */
export const recordSchema = v.variant("type", [
	v.object({
		type: v.literal("export"),
		version: v.number(),
		parlour: v.string(),
		at: timeSchema,
		accounts: logNumberSchema,
		rooms: logNumberSchema,
		messages: logNumberSchema,
	}),
	/** `picture` is a file's hash. */
	v.object({
		type: v.literal("account"),
		id: idSchema,
		name: v.string(),
		role: roleSchema,
		passwordHash: v.string(),
		display: v.optional(v.string()),
		picture: v.optional(hashSchema),
		status: profileSchema.entries.status,
		createdAt: timeSchema,
	}),
	/** A direct room has no name, but `people`: the ids of everybody in it. What its rules do not restrict is left out. */
	v.object({
		type: v.literal("room"),
		id: idSchema,
		name: v.string(),
		topic: v.string(),
		visibility: visibilitySchema,
		people: v.optional(v.array(idSchema)),
		lobby: v.boolean(),
		creator: v.optional(idSchema),
		moderators: v.optional(v.array(idSchema)),
		speakers: v.optional(v.array(idSchema)),
		announcement: v.optional(v.literal(true)),
		lockedTopic: v.optional(v.literal(true)),
		maxMembers: v.optional(logNumberSchema),
		key: v.optional(v.string()),
		masks: v.optional(v.array(archivedMaskSchema)),
		archivedAt: v.optional(timeSchema),
		head: logNumberSchema,
		lastAt: timeSchema,
		createdAt: timeSchema,
	}),
	v.object({
		type: v.literal("member"),
		room: idSchema,
		user: idSchema,
		readSeq: logNumberSchema,
		notify: v.optional(notifySchema),
		joinedAt: timeSchema,
	}),
	/**
	 * `author` is an account's id; null for what the host or nobody said. Without `event` it is a person's message. A reply
	 * has its root's `seq` as `thread`. `mentions`: whom its text names; `named`: for whom it counts, where those are others.
	 * `edits`: its former texts, the oldest first.
	 */
	v.object({
		type: v.literal("message"),
		room: idSchema,
		seq: idSchema,
		rev: idSchema,
		at: timeSchema,
		author: v.nullable(idSchema),
		event: v.optional(systemEventSchema),
		body: v.string(),
		editedAt: v.optional(timeSchema),
		deletedAt: v.optional(timeSchema),
		nonce: v.optional(v.string()),
		thread: v.optional(idSchema),
		inRoom: v.optional(v.literal(true)),
		everyone: v.optional(v.picklist(["here", "room"])),
		pinnedAt: v.optional(timeSchema),
		replies: v.optional(repliesSchema),
		reactions: v.optional(v.array(reactionSchema)),
		mentions: v.optional(v.array(idSchema)),
		named: v.optional(v.array(idSchema)),
		files: v.optional(v.array(archivedFileSchema)),
		links: v.optional(v.array(linkPreviewSchema)),
		edits: v.optional(v.array(v.object({ body: v.string(), at: timeSchema }))),
	}),
	/** Who follows a thread, or has stopped, and how far they have read it. */
	v.object({
		type: v.literal("follow"),
		room: idSchema,
		root: idSchema,
		user: idSchema,
		following: v.boolean(),
		readSeq: logNumberSchema,
	}),
	v.object({ type: v.literal("saved"), room: idSchema, seq: idSchema, user: idSchema, at: timeSchema }),
	v.object({
		type: v.literal("draft"),
		room: idSchema,
		thread: v.optional(idSchema),
		user: idSchema,
		body: v.string(),
		at: timeSchema,
	}),
	v.object({ type: v.literal("end") }),
]);

export type ExportRecord = v.InferOutput<typeof recordSchema>;
export type RecordOf<T extends ExportRecord["type"]> = Extract<ExportRecord, { type: T }>;
