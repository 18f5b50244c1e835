import { ParlourError } from "../../../protocol/errors.ts";
import { PROFILE_COLUMNS, type ProfileRow, RELEASED_KEY, toProfile } from "../rows.ts";
import type { WriteContext } from "./context.ts";

/** Of `users`: a guest who has not gone yet. */
export const IS_PRESENT_GUEST = `role = 'guest' AND name_key NOT LIKE '${RELEASED_KEY}%'`;

/** What is asked and told of a guest's row. */
export function guestRows({ db, committed }: WriteContext) {
	const profileOf = db.query<ProfileRow, [number]>(`SELECT ${PROFILE_COLUMNS} FROM users u WHERE u.id = ?`);

	const released = db.query<{ id: number }, [number]>(
		`SELECT id FROM users WHERE id = ? AND role = 'guest' AND NOT (${IS_PRESENT_GUEST})`,
	);
	const guestGone = (user: number) =>
		new ParlourError("not_found", `Cannot find guest ${user}: they have left, or were never here`);

	return {
		guestGone,
		/** A guest who has been let go comes into no room any more. Throws `not_found`. */
		requireHere(user: number): void {
			if (released.get(user)) throw guestGone(user);
		},
		tellProfile(user: number) {
			const row = profileOf.get(user);
			if (!row) throw new Error(`user ${user} does not exist`);
			const profile = toProfile(row);
			committed.push({ type: "profile", profile });
			return profile;
		},
	};
}
