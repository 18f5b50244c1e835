import type { Database } from "bun:sqlite";
import type { ArchivedRules } from "./archive.ts";

function listOf(ids: readonly number[]): string | null {
	return ids.length > 0 ? JSON.stringify(ids) : null;
}

/** In place of the rules that a room has. */
export function rulesPutter(db: Database): (room: number, rules: ArchivedRules) => void {
	const update = db.query<null, (string | number | null)[]>(
		`UPDATE rooms SET moderators = ?, speakers = ?, announcement = ?, locked_topic = ?, max_members = ?, key = ?
		WHERE id = ?`,
	);
	const drop = db.query<null, [number]>("DELETE FROM masks WHERE room = ?");
	const insert = db.query<null, [number, string, string, string, number | null, number]>(
		"INSERT OR IGNORE INTO masks (room, kind, mask, mask_key, by, at) VALUES (?, ?, ?, ?, ?, ?)",
	);

	return (room, { moderators, speakers, announcement, lockedTopic, maxMembers, key, masks }) => {
		const flags = [announcement ? 1 : 0, lockedTopic ? 1 : 0];
		update.run(listOf(moderators), listOf(speakers), ...flags, maxMembers, key, room);
		drop.run(room);
		for (const { kind, mask, maskKey, by, at } of masks) insert.run(room, kind, mask, maskKey, by, at);
	};
}
