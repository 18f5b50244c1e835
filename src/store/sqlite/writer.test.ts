import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { queryPlans } from "../../../test/support/query-plans.ts";
import { migrate } from "./migrations.ts";
import { createWriter, type WriteCall } from "./writer.ts";

const asha = { id: 1, name: "asha" };

function post(body: string): WriteCall {
	return { name: "postMessage", input: { room: 1, author: asha, body, nonce: null, at: 1 } };
}

function openWriterInMemory(): { db: Database; commit: ReturnType<typeof createWriter>; head: () => number } {
	const db = new Database(":memory:", { strict: true });
	db.run("PRAGMA foreign_keys = ON");
	migrate(db);
	const commit = createWriter(db);
	commit([{ name: "createAccount", input: { name: "asha", nameKey: "asha", passwordHash: "", at: 1 } }]);
	const head = () => db.query<{ head: number }, []>("SELECT head FROM rooms WHERE id = 1").get()?.head ?? -1;
	return { db, commit, head };
}

/** What a full disk does to a statement: `FAIL` ends it alone, `ROLLBACK` the whole transaction with it. */
function failOn(db: Database, how: "FAIL" | "ROLLBACK"): void {
	db.run(
		`CREATE TRIGGER fail BEFORE INSERT ON messages WHEN new.body = 'fail' BEGIN SELECT RAISE(${how}, 'full'); END`,
	);
}

test("a call that fails in the storage leaves its neighbours whole and takes no number", () => {
	const { db, commit, head } = openWriterInMemory();
	failOn(db, "FAIL");
	const { results, committed } = commit([post("one"), post("fail"), post("two")]);
	expect(results.map((result) => (result.ok ? "ok" : result.code))).toEqual(["ok", "storage_failed", "ok"]);
	expect(committed.map((item) => item.type === "change" && item.change.message.seq)).toEqual([1, 2]);
	expect(head()).toBe(2);
});

test("where a failure ends the whole transaction, every call of the batch fails and nothing of it is kept", () => {
	const { db, commit, head } = openWriterInMemory();
	failOn(db, "ROLLBACK");
	const { results, committed } = commit([post("one"), post("fail"), post("two"), post("three")]);
	expect(results.map((result) => (result.ok ? "ok" : result.code))).toEqual(Array(4).fill("storage_failed"));
	expect(committed).toEqual([]);
	expect(head()).toBe(0);
	expect(db.query("SELECT * FROM messages").all()).toEqual([]);
	expect(commit([post("again")]).results).toMatchObject([{ ok: true }]);
	expect(head()).toBe(1);
});

test("a refusal says why, and only a fault of the storage names its cause", () => {
	const { commit } = openWriterInMemory();
	const [refused] = commit([{ name: "editMessage", input: { room: 1, seq: 9, by: asha, body: "x", at: 1 } }]).results;
	expect(refused).toEqual({ ok: false, code: "not_found", message: "Cannot find message 9 in room 1" });
	const user = { id: 99, name: "nobody" };
	const stranger: WriteCall = { name: "postMessage", input: { room: 1, author: user, body: "x", nonce: null, at: 1 } };
	expect(commit([stranger]).results).toEqual([
		{ ok: false, code: "not_found", message: "Cannot find this room: it does not exist, or is not yours" },
	]);
	expect(commit([{ name: "addMember", input: { room: 1, user, at: 1 } }]).results).toMatchObject([
		{ ok: false, code: "storage_failed", cause: expect.stringContaining("FOREIGN KEY") },
	]);
});

test("however many reply in one commit, each follower is told once, of what is unread after it", () => {
	const { commit } = openWriterInMemory();
	commit([{ name: "createAccount", input: { name: "jun", nameKey: "jun", passwordHash: "", at: 1 } }]);
	const root = commit([post("root")]).committed[0];
	const thread = root?.type === "change" ? root.change.message.seq : -1;
	const reply = (): WriteCall => {
		const author = { id: 2, name: "jun" };
		return { name: "postMessage", input: { room: 1, author, body: "reply", nonce: null, at: 1, thread } };
	};
	const { committed } = commit([reply(), reply(), reply()]);
	const marks = committed.flatMap((item) => (item.type === "thread" ? [[item.user, item.mark.unread]] : []));
	expect(marks.sort()).toEqual([
		[1, 3],
		[2, 0],
	]);
	expect(committed.at(-1)?.type).toBe("thread");
});

test("a message takes five thousand reactions and no more", () => {
	const { db, commit } = openWriterInMemory();
	const react = (emoji: string, on = true): WriteCall => {
		return { name: "react", input: { room: 1, seq: 1, by: asha, emoji, on, at: 1 } };
	};
	commit([post("ahoy")]);
	const users = Array.from({ length: 4999 }, (_, index) => index + 2);
	db.run("UPDATE messages SET reactions = ?", [JSON.stringify([{ emoji: "👍", users }])]);
	const { results } = commit([react("👍"), react("🎉"), react("👍", false), react("🎉")]);
	expect(results.map(({ ok }) => ok)).toEqual([true, false, true, true]);
});

/** Each at the most as often as a host does something by hand, or over a table that stays small. */
const MAY_SCAN = [
	"SELECT id FROM users WHERE role <> 'guest' LIMIT 1",
	"SELECT id, name FROM users WHERE role = 'guest'",
	"DELETE FROM invites WHERE expires_at <= ?",
	"DELETE FROM threads WHERE room = ?",
	"DELETE FROM drafts WHERE room = ?",
	"DELETE FROM loose_blobs WHERE hash IN (SELECT hash FROM loose_blobs LIMIT ?)",
];

test("no write goes through a whole table, however many people have come and gone", () => {
	const { db } = openWriterInMemory();
	const plans = queryPlans(db, createWriter);
	expect(plans.size).toBeGreaterThan(100);
	const scanning = [...plans].filter(([sql, plan]) => {
		// What refers to a new row is looked for only where foreign keys are deferred.
		if (sql.startsWith("INSERT INTO users") || sql.startsWith("INSERT INTO app_passwords")) return false;
		return plan.some((detail) => /^SCAN (?!\(subquery|json_each|CONSTANT)/.test(detail));
	});
	expect(scanning.map(([sql]) => sql).filter((sql) => !MAY_SCAN.some((known) => sql.startsWith(known)))).toEqual([]);
});
