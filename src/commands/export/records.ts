import * as v from "valibot";
import {
	idSchema,
	logNumberSchema,
	roleSchema,
	systemEventSchema,
	timeSchema,
	visibilitySchema,
} from "../../protocol/entities.ts";

export const EXPORT_VERSION = 1;
/** The name of the file in an export's folder. */
export const EXPORT_FILE = "parlour.jsonl";

/** The lines of an export, in this order: one `export`, then accounts, and each room with its members and messages; `end` says that it is whole. */
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
	v.object({
		type: v.literal("account"),
		id: idSchema,
		name: v.string(),
		role: roleSchema,
		passwordHash: v.string(),
		createdAt: timeSchema,
	}),
	v.object({
		type: v.literal("room"),
		id: idSchema,
		name: v.string(),
		topic: v.string(),
		visibility: visibilitySchema,
		lobby: v.boolean(),
		head: logNumberSchema,
		lastAt: timeSchema,
		createdAt: timeSchema,
	}),
	v.object({
		type: v.literal("member"),
		room: idSchema,
		user: idSchema,
		readSeq: logNumberSchema,
		joinedAt: timeSchema,
	}),
	/** `author` is an account's id; null for what the host or nobody said. Without `event` it is a person's message. */
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
	}),
	v.object({ type: v.literal("end") }),
]);

export type ExportRecord = v.InferOutput<typeof recordSchema>;
export type RecordOf<T extends ExportRecord["type"]> = Extract<ExportRecord, { type: T }>;
