import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { LOBBY_ID, migrate } from "../migrations.ts";
import { createIndexer } from "./indexer.ts";
import { createSearchReads } from "./search-reads.ts";

const USER = 1;

/** A store in memory, with one person in the lobby. */
function openStore() {
	const db = new Database(":memory:", { strict: true });
	db.run("PRAGMA secure_delete = ON");
	migrate(db);
	db.run(
		"INSERT INTO users (id, name, name_key, password_hash, role, created_at) VALUES (1, 'a', 'a', '', 'owner', 0)",
	);
	db.run(`INSERT INTO members (room, user, read_seq, joined_at) VALUES (${LOBBY_ID}, ${USER}, 0, 0)`);
	const insert = db.query<null, [number, number, string]>(
		`INSERT INTO messages (room, seq, rev, at, author, body) VALUES (${LOBBY_ID}, ?, ?, 0, ${USER}, ?)`,
	);
	const indexer = createIndexer(db);
	const reads = createSearchReads(db);
	return {
		db,
		indexer,
		post: (seq: number, body: string) => void insert.run(seq, seq, body),
		find: (term: string, limit = 1000) =>
			reads.search(USER, { terms: [term], without: [] }, limit).items.map(({ message }) => message.seq),
		queued: () => db.query<{ count: number }, []>("SELECT count(*) AS count FROM search_queue").get()?.count,
	};
}

test("a piece of work ends in time, tells that there is more, and takes the latest first", () => {
	const { db, indexer, post, find, queued } = openStore();
	db.transaction(() => {
		for (let seq = 1; seq <= 5000; seq++) post(seq, `crab ${seq}`);
	})();
	expect(indexer.work(0)).toBe(true);
	const latest = find("crab");
	expect(latest[0]).toBe(5000);
	expect(latest.length).toBeLessThan(100);
	expect(latest).toEqual(latest.map((_, index) => 5000 - index));
	expect(queued()).toBe(5000 - latest.length);
	while (indexer.work(10));
	expect(
		db.query<{ count: number }, []>("SELECT count(*) AS count FROM search WHERE search MATCH 'crab'").get(),
	).toEqual({
		count: 5000,
	});
	expect(queued()).toBe(0);
	expect(indexer.work(10)).toBe(false);
});

test("what was changed often is indexed once, as it is now", () => {
	const { db, indexer, post, find } = openStore();
	post(1, "first");
	indexer.work(1000);
	for (const body of ["second", "third"]) db.run("UPDATE messages SET body = ? WHERE seq = 1", [body]);
	indexer.work(1000);
	expect([find("first"), find("second"), find("third")]).toEqual([[], [], [1]]);
});

test("a failure leaves the queue as it was", () => {
	const { db, indexer, post, find, queued } = openStore();
	post(1, "crab");
	db.run("CREATE TRIGGER full BEFORE DELETE ON search_queue BEGIN SELECT raise(ABORT, 'disk full'); END");
	expect(() => indexer.work(10)).toThrow("disk full");
	expect(queued()).toBe(1);
	db.run("DROP TRIGGER full");
	indexer.work(10);
	expect(find("crab")).toEqual([1]);
});

test("after a purge no word of what was deleted stands in the file, and the rest is found as before", () => {
	const { db, indexer, post, find } = openStore();
	const holds = (word: string) => db.serialize().includes(word);
	for (let seq = 1; seq <= 300; seq++) post(seq, seq === 150 ? "xyzzyplugh" : `crab ${seq}`);
	indexer.work(1000);
	db.run("UPDATE messages SET body = '', deleted_at = 1 WHERE seq = 150");
	expect(holds("xyzzyplugh")).toBe(true);
	indexer.purge();
	expect(holds("xyzzyplugh")).toBe(false);
	expect(find("crab")).toHaveLength(299);
	db.run("DELETE FROM messages");
	indexer.purge();
	expect(holds("crab")).toBe(false);
	expect(find("crab")).toEqual([]);
});
