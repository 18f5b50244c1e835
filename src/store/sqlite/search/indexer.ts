import type { Database } from "bun:sqlite";
import type { File } from "../../../protocol/entities.ts";
import { indexText, marksOf } from "./index-text.ts";

interface QueuedRow {
	message: number;
	/** Null where the message is gone. */
	room: number | null;
	at: number;
	author: number | null;
	body: string | null;
	deleted_at: number | null;
	thread: number | null;
	replies: string | null;
	files: string | null;
}

/** Rows that are indexed in one go, and about how much text: 1 or 2 ms. */
const BATCH = 64;
const BATCH_CHARS = 32_000;
/** Pages of the index that one step of merging writes, about: a few ms. */
const MERGE_PAGES = 8;

/** Brings the index up to what the messages are, from the queue that triggers fill. On the writer's own connection. */
export interface Indexer {
	/** Works on the queue for about so many ms, and so long on the order of the index. The answer: whether something is left. */
	work(ms: number): boolean;
	/** Leaves no word in the index's tables of what was deleted. Takes seconds a million messages. */
	purge(): void;
}

export function createIndexer(db: Database): Indexer {
	const queued = db.query<QueuedRow, [number]>(
		`SELECT q.message, m.room, m.at, m.author, m.body, m.deleted_at, m.thread, m.replies, m.files
		FROM search_queue q LEFT JOIN messages m ON m.id = q.message ORDER BY q.message DESC LIMIT ?`,
	);
	const isQueued = db.query<{ message: number }, []>("SELECT message FROM search_queue LIMIT 1");
	const take = db.query<null, [number]>("DELETE FROM search_queue WHERE message = ?");
	const remove = db.query<null, [number]>("DELETE FROM search WHERE rowid = ?");
	const insert = db.query<null, [number, string, string]>("INSERT INTO search (rowid, text, marks) VALUES (?, ?, ?)");

	const merge = db.query<null, [number]>("INSERT INTO search (search, rank) VALUES ('merge', ?)");
	const changes = db.query<{ count: number }, []>("SELECT total_changes() AS count");
	let unjoined = true;

	function index(row: QueuedRow): void {
		take.run(row.message);
		remove.run(row.message);
		if (row.room === null || row.body === null || row.deleted_at !== null) return;
		const files: File[] = row.files === null ? [] : JSON.parse(row.files);
		const inThread = row.thread !== null || row.replies !== null;
		const { room, at, author, body } = row;
		const indexed = { room, at, author, body, files, inThread };
		insert.run(row.message, indexText(indexed), marksOf(indexed));
	}

	function latestQueued(): { rows: QueuedRow[]; all: boolean } {
		const rows: QueuedRow[] = [];
		let chars = 0;
		for (const row of queued.iterate(BATCH + 1)) {
			if (rows.length === BATCH || chars > BATCH_CHARS) return { rows, all: false };
			rows.push(row);
			chars += row.body?.length ?? 0;
		}
		return { rows, all: true };
	}

	/** The latest first: what was said just now is looked for before an import's millionth line. */
	const indexQueued = db.transaction((until: number): boolean => {
		for (;;) {
			const { rows, all } = latestQueued();
			// Upwards: for a row that comes before the last one, SQLite would write out a part of the index of its own.
			for (const row of rows.reverse()) index(row);
			if (all) return false;
			if (performance.now() > until) return true;
		}
	});

	/** Each transaction leaves a part of its own in the index. SQLite would join them when it pleases, for as long as it takes. */
	const joinParts = db.transaction((until: number): boolean => {
		do {
			const before = changes.get()?.count ?? 0;
			merge.run(MERGE_PAGES);
			// So SQLite's documentation tells that there was nothing to do.
			if ((changes.get()?.count ?? 0) - before < 2) return false;
		} while (performance.now() < until);
		return true;
	});

	function work(ms: number): boolean {
		if (!unjoined && !isQueued.get()) return false;
		// The queue is part of the same transaction: what a power cut undoes is in the queue again, and needs no flush.
		db.run("PRAGMA synchronous = NORMAL");
		try {
			const left = indexQueued.immediate(performance.now() + ms);
			unjoined = joinParts.immediate(performance.now() + ms);
			return left || unjoined;
		} finally {
			db.run("PRAGMA synchronous = FULL");
		}
	}

	return {
		work,
		purge() {
			while (work(1000));
			db.run("INSERT INTO search (search) VALUES ('optimize')");
		},
	};
}
