import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { migrate } from "../migrations.ts";
import { profileReads } from "./profiles.ts";

test("whoever looks for people does not go through the guests who have left", () => {
	const db = new Database(":memory:", { strict: true });
	migrate(db);
	const statements: string[] = [];
	const prepare = db.prepare.bind(db);
	db.query = (sql: string) => {
		statements.push(sql);
		return prepare(sql);
	};
	profileReads(db);
	const plans = statements.flatMap((sql) => {
		return prepare<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`)
			.all()
			.map(({ detail }) => detail);
	});
	expect(plans).toContain("SCAN u USING INDEX users_to_find");
	expect(plans).not.toContain("SCAN u");
});
