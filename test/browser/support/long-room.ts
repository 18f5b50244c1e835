import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openWriter } from "../../../src/store/sqlite/connection.ts";
import { LOBBY_ID, migrate } from "../../../src/store/sqlite/migrations.ts";
import { createIndexer } from "../../../src/store/sqlite/search/indexer.ts";
import { makeDataFolder } from "../../support/parlour.ts";
import type { SeededData } from "./seed.ts";

export interface LongRoom extends SeededData {
	/** The message that says `NEEDLE`, and nobody else says that. */
	needle: number;
}

export const NEEDLE = "sextant";
const PEOPLE = ["Mara", "Jun", "Tomás", "Priya", "Ines", "Olu"];
const YEAR_MS = 365 * 86_400_000;
const SENTENCES = [
	"The tide gauge at the north mole reads fine again since noon.",
	"Can somebody look at the import before the **cut on Thursday**?",
	"I have put the tables where the others are, and left the old ones beside them.",
	"Same as in May, then. Merging `218` now.",
	"Who is at the pier tomorrow? The boat leaves at *seven*, whatever the weather does.",
	"See https://example.org/tables/2024/gauges for what came in.",
];

/** As people write: mostly a line or two, now and then a list, a quote, some code. */
function bodyOf(index: number): string {
	const line = SENTENCES[index % SENTENCES.length] ?? "";
	switch (index % 23) {
		case 4:
			return `${index}\n\n\`\`\`ts\nexport function level(reading: number): number {\n\treturn reading - ${index};\n}\n\`\`\``;
		case 9:
			return `${index} for today:\n\n- ${line}\n- the second gauge\n- lunch`;
		case 15:
			return `> ${line}\n\n${index}: no, I don't think so.`;
		case 19:
			return "👍";
		default:
			return `${index} ${line} ${index % 5 === 0 ? SENTENCES.join(" ") : ""}`;
	}
}

/**
 * A data folder whose lobby has so many messages of three years, indexed, with reactions on some. Written straight into
 * the tables of the store, as no one could say it in time.
 */
export async function seedLongRoom(count: number): Promise<LongRoom> {
	const path = await makeDataFolder();
	const db = openWriter(join(path, "parlour.db"));
	migrate(db);
	db.run("PRAGMA synchronous = OFF");
	const account = db.query<null, [number, string, string]>(
		"INSERT INTO users (id, name, name_key, password_hash, role, created_at) VALUES (?, ?, ?, 'none', 'member', 0)",
	);
	const message = db.query<null, [number, number, number, number, number, string, string | null]>(
		"INSERT INTO messages (room, seq, rev, at, author, body, reactions) VALUES (?, ?, ?, ?, ?, ?, ?)",
	);
	const firstAt = Date.now() - 3 * YEAR_MS;
	const needle = Math.round(count / 3);
	db.transaction(() => {
		for (const [index, name] of PEOPLE.entries()) account.run(index + 1, name, name.toLowerCase());
		for (let seq = 1; seq <= count; seq++) {
			const at = Math.round(firstAt + (seq / count) * 3 * YEAR_MS);
			const body = seq === needle ? `Who has the ${NEEDLE}?` : bodyOf(seq);
			const reactions = seq % 31 === 0 ? JSON.stringify([{ emoji: "👍", users: [1, 2] }]) : null;
			message.run(LOBBY_ID, seq, seq, at, 1 + (Math.floor(seq / 3) % PEOPLE.length), body, reactions);
		}
		db.query("UPDATE rooms SET head = ?, last_at = ? WHERE id = ?").run(count, Date.now(), LOBBY_ID);
	})();
	const indexer = createIndexer(db);
	while (indexer.work(1000));
	db.close();
	return { path, needle, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
