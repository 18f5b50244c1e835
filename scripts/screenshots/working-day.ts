import { Database } from "bun:sqlite";
import { join } from "node:path";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** People do not write at an even pace; who goes on writing does so within a minute. */
const GAPS_MIN = [4, 1, 3, 9, 2, 12, 6];
const MORNING_HOUR = 10;

/** Where it is between ten and eleven in the morning now. */
export function morningZone(): string {
	const behind = (new Date().getUTCHours() - MORNING_HOUR + 24) % 24;
	return behind <= 12 ? `Etc/GMT+${behind}` : `Etc/GMT-${24 - behind}`;
}

/** What was said within a moment is spread over the last hours, and what happened to rooms is put on the day before. */
export function spreadOverMorning(data: string): void {
	using db = new Database(join(data, "parlour.db"));
	db.run("PRAGMA busy_timeout = 5000");
	const said = db
		.query<{ id: number; author: number; room: number }, []>(
			"SELECT id, author, room FROM messages WHERE event IS NULL ORDER BY id DESC",
		)
		.all();
	const setTime = db.query("UPDATE messages SET at = ? WHERE id = ?");
	db.transaction(() => {
		db.run("UPDATE messages SET at = at - ? WHERE event IS NOT NULL", [DAY_MS]);
		let at = Date.now();
		for (const [index, { id, author, room }] of said.entries()) {
			const next = said[index - 1];
			const goesOn = next?.author === author && next.room === room;
			at -= (goesOn ? 1 : (GAPS_MIN[index % GAPS_MIN.length] ?? 1)) * MINUTE_MS;
			setTime.run(at, id);
		}
		db.run(
			"UPDATE mentions SET at = (SELECT at FROM messages m WHERE m.room = mentions.room AND m.seq = mentions.seq)",
		);
		db.run("UPDATE rooms SET last_at = coalesce((SELECT max(at) FROM messages WHERE room = rooms.id), last_at)");
		db.run(
			`UPDATE messages AS root SET replies = json_set(replies, '$.lastAt',
				(SELECT max(at) FROM messages m WHERE m.room = root.room AND m.thread = root.seq)) WHERE replies IS NOT NULL`,
		);
	})();
}
