import type { Database } from "bun:sqlite";
import type { Room } from "../../../protocol/entities.ts";

/** What a member may be in a room. */
export type Office = "moderators" | "speakers";

/** Who moderates and speaks in a room. */
export function offices(db: Database) {
	const update = {
		moderators: db.query<null, [string | null, number]>("UPDATE rooms SET moderators = ? WHERE id = ?"),
		speakers: db.query<null, [string | null, number]>("UPDATE rooms SET speakers = ? WHERE id = ?"),
	};

	function set(room: number, office: Office, users: readonly number[]): void {
		update[office].run(users.length > 0 ? JSON.stringify(users) : null, room);
	}

	return {
		set,
		/** Who is no longer in the room is nothing in it. */
		endAll(room: Room, user: number): void {
			for (const office of ["moderators", "speakers"] as const) {
				const users = room[office];
				if (users?.includes(user)) {
					set(
						room.id,
						office,
						users.filter((id) => id !== user),
					);
				}
			}
		},
	};
}
