import type { Database } from "bun:sqlite";

/** The statements that are prepared while this runs, once each, and what SQLite says of how it goes about each, line by line. */
export function queryPlans(db: Database, prepareAll: (db: Database) => unknown): Map<string, string[]> {
	const statements = new Set<string>();
	const prepare = db.prepare.bind(db);
	db.query = (sql: string) => {
		statements.add(sql);
		return prepare(sql);
	};
	prepareAll(db);
	const planOf = (sql: string) =>
		prepare<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`)
			.all()
			.map(({ detail }) => detail);
	return new Map([...statements].map((sql) => [sql, planOf(sql)]));
}
