import type { Database } from "bun:sqlite";
import { openWriter } from "./connection.ts";
import { migrate } from "./migrations.ts";
import { createIndexer, type Indexer } from "./search/indexer.ts";
import { type CommitReport, createWriter, type WriteCall } from "./writer.ts";

export type WorkerRequest =
	| { type: "open"; path: string }
	| { type: "commit"; calls: WriteCall[] }
	| { type: "scrub" }
	| { type: "close" };
export type WorkerReply =
	| { type: "ready" }
	| { type: "committed"; report: CommitReport }
	| { type: "failed"; message: string }
	/** Answers nothing: it comes between. */
	| { type: "unindexed"; message: string };

declare const self: { onmessage: ((event: { data: WorkerRequest }) => void) | null };
declare function postMessage(reply: WorkerReply): void;

let db: Database | null = null;
let commit: ((calls: WriteCall[]) => CommitReport) | null = null;
let indexer: Indexer | null = null;
let indexing: ReturnType<typeof setTimeout> | null = null;
let indexFailures = 0;
let committing = false;

/** So long messages collect before they are indexed. */
const INDEX_AFTER_MS = 200;
/** A piece of work on the index: about so long, twice, a commit may have to wait. */
const INDEX_WITHIN_MS = 5;
const INDEX_WITHIN_BUSY_MS = 2;
/** While there are commits, the index rests so much longer than it works. */
const COMMITS_SHARE = 3;
const INDEX_AGAIN_AFTER_MS = 5000;

function indexSoon(ms: number): void {
	indexing ??= setTimeout(index, ms);
}

function index(): void {
	indexing = null;
	const from = performance.now();
	try {
		const left = indexer?.work(committing ? INDEX_WITHIN_BUSY_MS : INDEX_WITHIN_MS) ?? false;
		if (left) indexSoon(committing ? (performance.now() - from) * COMMITS_SHARE : 0);
		committing = false;
		indexFailures = 0;
	} catch (cause) {
		// Once may be a disk that was full for a moment, of which those whose messages were refused have heard.
		if (++indexFailures === 2) postMessage({ type: "unindexed", message: String(cause) });
		indexSoon(INDEX_AGAIN_AFTER_MS);
	}
}

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
		indexer = createIndexer(db);
		indexSoon(INDEX_AFTER_MS);
		return { type: "ready" };
	}
	if (request.type === "close") {
		if (indexing !== null) clearTimeout(indexing);
		indexer = null;
		db?.close();
		db = null;
		return { type: "ready" };
	}
	if (!db || !commit || !indexer) throw new Error("the writer is not open");
	if (request.type === "commit") {
		committing = true;
		indexSoon(INDEX_AFTER_MS);
		return { type: "committed", report: commit(request.calls) };
	}
	indexer.purge();
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
