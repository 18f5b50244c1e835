import type { Database } from "bun:sqlite";
import { type ErrorCode, ParlourError } from "../../protocol/errors.ts";
import type { Committed, Writes } from "../port.ts";
import { createThreadMarks } from "./thread-marks.ts";
import { accountWrites } from "./writes/accounts.ts";
import { appPasswordWrites } from "./writes/app-passwords.ts";
import { clearingWrites } from "./writes/clearing.ts";
import type { WriteContext } from "./writes/context.ts";
import { fileWrites } from "./writes/files.ts";
import { guestWrites } from "./writes/guests.ts";
import { messageChanges } from "./writes/message-changes.ts";
import { personalWrites } from "./writes/personal.ts";
import { postWrites } from "./writes/posts.ts";
import { profileWrites } from "./writes/profiles.ts";
import { reactionWrites } from "./writes/reactions.ts";
import { roomWrites } from "./writes/rooms.ts";
import { ruleWrites } from "./writes/rules.ts";
import { sessionWrites } from "./writes/sessions.ts";
import { threadWrites } from "./writes/threads.ts";

export type WriteCall = { [K in keyof Writes]: { name: K; input: Parameters<Writes[K]>[0] } }[keyof Writes];
export type WriteResult =
	| { ok: true; value: unknown }
	| { ok: false; code: ErrorCode; message: string; cause?: string };

export interface CommitReport {
	results: WriteResult[];
	committed: Committed[];
}

const ROLLED_BACK = "the transaction was rolled back by a failure in it";

function refusal(cause: unknown): WriteResult {
	if (cause instanceof ParlourError) return { ok: false, code: cause.code, message: cause.message };
	return {
		ok: false,
		code: "storage_failed",
		message: "Cannot save this: the server's storage failed. Nothing was changed; try again later",
		cause: String(cause),
	};
}

/** Runs batches of writes on one connection, each batch one transaction and one flush to disk. */
export function createWriter(db: Database) {
	const context: WriteContext = { db, committed: [], repliedTo: new Map() };
	const marks = createThreadMarks(db);
	// Prepared once, as they stand around each call.
	const beginCall = db.query("SAVEPOINT write");
	const endCall = db.query("RELEASE write");
	const writes: Writes = {
		...accountWrites(context),
		...guestWrites(context),
		...appPasswordWrites(context),
		...sessionWrites(context),
		...profileWrites(context),
		...roomWrites(context),
		...ruleWrites(context),
		...postWrites(context),
		...messageChanges(context),
		...reactionWrites(context),
		...threadWrites(context),
		...personalWrites(context),
		...clearingWrites(context),
		...fileWrites(context),
	};

	function attempt(call: WriteCall): WriteResult {
		// Outside of the transaction the savepoint would be one of its own, and this call committed alone.
		if (!db.inTransaction) throw new Error(ROLLED_BACK);
		const told = context.committed.length;
		beginCall.run();
		try {
			const run = writes[call.name] as (input: WriteCall["input"]) => unknown;
			const value = run(call.input);
			endCall.run();
			return { ok: true, value };
		} catch (cause) {
			context.committed.length = told;
			if (db.inTransaction) db.run("ROLLBACK TO write; RELEASE write");
			return refusal(cause);
		}
	}

	function tellFollowers(): void {
		for (const { room, root } of context.repliedTo.values()) {
			for (const { user, mark } of marks.marksOfFollowers(room, root)) {
				context.committed.push({ type: "thread", user, mark });
			}
		}
	}

	/** Never throws: where the commit fails, every call of the batch fails with it, and no number was used. */
	return function commit(calls: WriteCall[]): CommitReport {
		context.committed.length = 0;
		context.repliedTo.clear();
		try {
			db.run("BEGIN IMMEDIATE");
			const results = calls.map(attempt);
			if (!db.inTransaction) throw new Error(ROLLED_BACK);
			tellFollowers();
			db.run("COMMIT");
			return { results, committed: context.committed.slice() };
		} catch (cause) {
			if (db.inTransaction) db.run("ROLLBACK");
			return { results: calls.map(() => refusal(cause)), committed: [] };
		}
	};
}
