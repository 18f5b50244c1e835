import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { migrate } from "../migrations.ts";
import { messageReads } from "./messages.ts";

test("whoever reads messages goes through no table, and sorts no room's log", () => {
	const db = new Database(":memory:", { strict: true });
	migrate(db);
	const statements: string[] = [];
	const prepare = db.prepare.bind(db);
	db.query = (sql: string) => {
		statements.push(sql);
		return prepare(sql);
	};
	messageReads(db);
	expect(statements.length).toBeGreaterThan(10);
	const details = (sql: string) =>
		prepare<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`)
			.all()
			.map(({ detail }) => detail);
	expect(statements.flatMap(details).filter((detail) => /^SCAN (?!\(subquery)/.test(detail))).toEqual([]);
	const sorting = statements.filter((sql) => details(sql).some((detail) => detail.includes("ORDER BY")));
	// Of one message, or of those that are pinned.
	expect(sorting.filter((sql) => !/FROM (reactions|edits)|pinned_at IS NOT NULL/.test(sql))).toEqual([]);
});
