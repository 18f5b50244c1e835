import type { Database } from "bun:sqlite";
import type { Profile } from "../../../protocol/entities.ts";
import type { Reads } from "../../port.ts";
import { PROFILE_COLUMNS, type ProfileRow, RELEASED_KEY, toProfile } from "../rows.ts";

type ProfileReads = Pick<Reads, "members" | "membersByKey" | "profiles" | "findPeople">;

/** SQLite knows the cases of ASCII alone, so it leaves out who cannot be meant, and the others' names are compared here. */
function folded(text: string): string {
	return text.normalize("NFKC").toLowerCase();
}

function wordsOf(text: string): string[] {
	return text.split(/[^\p{L}\p{M}\p{N}]+/u);
}

/** A query of several words is looked for where a word begins. */
function fits(row: ProfileRow & { name_key: string }, wanted: string): boolean {
	if (row.name_key.startsWith(wanted) || folded(row.name).startsWith(wanted)) return true;
	if (row.display === null) return false;
	const display = folded(row.display);
	return display.startsWith(wanted) || wordsOf(display).some((word) => word.startsWith(wanted));
}

const NOT_ASCII = "'*[^ -~]*'";

export function profileReads(db: Database): ProfileReads {
	const members = db.query<ProfileRow, [number]>(
		`SELECT ${PROFILE_COLUMNS} FROM members m JOIN users u ON u.id = m.user WHERE m.room = ? ORDER BY u.name_key`,
	);
	const membersByKey = db.query<{ id: number }, [number, string]>(
		// In this order: else SQLite would go through all of the room's members.
		`SELECT u.id FROM json_each(?2) k CROSS JOIN users u ON u.name_key = k.value
		CROSS JOIN members m ON m.room = ?1 AND m.user = u.id`,
	);
	const profiles = db.query<ProfileRow, [string]>(
		`SELECT ${PROFILE_COLUMNS} FROM json_each(?) i JOIN users u ON u.id = i.value ORDER BY u.name_key`,
	);
	const candidates = db.query<ProfileRow & { name_key: string }, [string]>(
		`SELECT ${PROFILE_COLUMNS}, u.name_key FROM users u
		WHERE (u.role <> 'guest' OR u.name_key NOT LIKE '${RELEASED_KEY}%') AND (
			instr(u.name_key, ?1) = 1 OR instr(lower(u.name), ?1) = 1 OR u.name GLOB ${NOT_ASCII}
			OR u.display IS NOT NULL AND (instr(lower(u.display), ?1) > 0 OR u.display GLOB ${NOT_ASCII})
		) ORDER BY u.name_key`,
	);

	return {
		members: async (room) => members.all(room).map(toProfile),
		membersByKey: async (room, nameKeys) => membersByKey.all(room, JSON.stringify(nameKeys)).map(({ id }) => id),
		profiles: async (users) => profiles.all(JSON.stringify(users)).map(toProfile),
		async findPeople(query, limit) {
			const wanted = folded(query.trim());
			const found: Profile[] = [];
			for (const row of candidates.iterate(wanted)) {
				if (found.length >= limit) break;
				if (fits(row, wanted)) found.push(toProfile(row));
			}
			return found;
		},
	};
}
