import type { Writes } from "../../port.ts";
import { PROFILE_COLUMNS, type ProfileRow, toProfile } from "../rows.ts";
import type { WriteContext } from "./context.ts";
import { looseBlobs } from "./loose-blobs.ts";

/** What is left out stays; null takes it away. */
function changed<T>(given: T | null | undefined, now: T | null): T | null {
	return given === undefined ? now : given;
}

export function profileWrites(context: WriteContext): Pick<Writes, "setProfile"> {
	const { db, committed } = context;
	const note = looseBlobs(context);
	const find = db.query<ProfileRow, [number]>(`SELECT ${PROFILE_COLUMNS} FROM users u WHERE u.id = ?`);
	const update = db.query<null, [string | null, string | null, string | null, string | null, number | null, number]>(
		"UPDATE users SET display = ?, picture = ?, status_emoji = ?, status_text = ?, status_until = ? WHERE id = ?",
	);

	return {
		setProfile({ user, display, picture, status }) {
			const row = find.get(user);
			if (!row) throw new Error(`account ${user} does not exist`);
			const next: ProfileRow = {
				...row,
				display: changed(display, row.display),
				picture: changed(picture, row.picture),
				status_emoji: status === undefined ? row.status_emoji : (status?.emoji ?? null),
				status_text: status === undefined ? row.status_text : (status?.text ?? null),
				status_until: status === undefined ? row.status_until : (status?.until ?? null),
			};
			const profile = toProfile(next);
			if (JSON.stringify(profile) === JSON.stringify(toProfile(row))) return profile;
			update.run(next.display, next.picture, next.status_emoji, next.status_text, next.status_until, user);
			if (next.picture !== row.picture) note([row.picture]);
			committed.push({ type: "profile", profile });
			return profile;
		},
	};
}
