import type { Database } from "bun:sqlite";
import { openWriter } from "./connection.ts";
import { migrate } from "./migrations.ts";
import { type CommitReport, createWriter, type WriteCall } from "./writer.ts";

export type WorkerRequest =
	| { type: "open"; path: string }
	| { type: "commit"; calls: WriteCall[] }
	| { type: "scrub" }
	| { type: "close" };
export type WorkerReply =
	| { type: "ready" }
	| { type: "committed"; report: CommitReport }
	| { type: "failed"; message: string };

declare const self: { onmessage: ((event: { data: WorkerRequest }) => void) | null };
declare function postMessage(reply: WorkerReply): void;

let db: Database | null = null;
let commit: ((calls: WriteCall[]) => CommitReport) | null = null;

/** Moves everything from the write-ahead log into the file and empties it, so that no overwritten page survives there. */
function truncateLog(open: Database): void {
	const row = open.query<{ busy: number }, []>("PRAGMA wal_checkpoint(TRUNCATE)").get();
	if (row?.busy) throw new Error("the write-ahead log is in use");
}

function handle(request: WorkerRequest): WorkerReply {
	if (request.type === "open") {
		db = openWriter(request.path);
		migrate(db);
		commit = createWriter(db);
		return { type: "ready" };
	}
	if (request.type === "close") {
		db?.close();
		db = null;
		return { type: "ready" };
	}
	if (!db || !commit) throw new Error("the writer is not open");
	if (request.type === "commit") return { type: "committed", report: commit(request.calls) };
	truncateLog(db);
	db.run("VACUUM");
	truncateLog(db);
	return { type: "ready" };
}

self.onmessage = ({ data }) => {
	try {
		postMessage(handle(data));
	} catch (cause) {
		postMessage({ type: "failed", message: cause instanceof Error ? cause.message : String(cause) });
	}
};
