import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { MIGRATIONS } from "./migrations.ts";

/** The schema that a file has (0: none yet), and the latest that this program knows. */
export function readSchema(path: string): { found: number; known: number } {
	const known = MIGRATIONS.length;
	if (!existsSync(path)) return { found: 0, known };
	const db = new Database(path, { readonly: true });
	try {
		return { found: db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0, known };
	} finally {
		db.close();
	}
}
