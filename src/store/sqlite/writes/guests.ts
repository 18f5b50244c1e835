import { ParlourError } from "../../../protocol/errors.ts";
import type { RoomChange, Writes } from "../../port.ts";
import { RELEASED_KEY } from "../rows.ts";
import type { WriteContext } from "./context.ts";
import { roomFinder } from "./find-room.ts";
import { guestRows, IS_PRESENT_GUEST } from "./guest-rows.ts";
import { leaving } from "./leaving.ts";

type GuestWrites = Pick<Writes, "createGuest" | "renameGuest" | "releaseGuests">;

/** No password has this hash. */
const NO_PASSWORD = "none";

export function guestWrites(context: WriteContext): GuestWrites {
	const { db } = context;
	const { find } = roomFinder(db);
	const { leave } = leaving(context);
	const { guestGone, tellProfile } = guestRows(context);
	const userByKey = db.query<{ id: number }, [string]>("SELECT id FROM users WHERE name_key = ?");
	const insert = db.query<{ id: number }, [string, string, number]>(
		`INSERT INTO users (name, name_key, password_hash, role, created_at)
		VALUES (?, ?, '${NO_PASSWORD}', 'guest', ?) RETURNING id`,
	);
	const rename = db.query<{ id: number }, [string, string, number]>(
		`UPDATE users SET name = ?, name_key = ? WHERE id = ? AND ${IS_PRESENT_GUEST} RETURNING id`,
	);
	const present = db.query<{ id: number; name: string }, [number]>(
		`SELECT id, name FROM users WHERE id = ? AND ${IS_PRESENT_GUEST}`,
	);
	const allPresent = db.query<{ id: number; name: string }, []>(
		`SELECT id, name FROM users WHERE ${IS_PRESENT_GUEST} ORDER BY id`,
	);
	const roomsOf = db.query<{ room: number }, [number]>("SELECT room FROM members WHERE user = ? ORDER BY room");
	const endSessions = db.query<null, [number]>("DELETE FROM sessions WHERE user = ?");
	const dropDrafts = db.query<null, [number]>("DELETE FROM drafts WHERE user = ?");
	const dropSaved = db.query<null, [number]>("DELETE FROM saved WHERE user = ?");
	const dropThreads = db.query<null, [number]>("DELETE FROM threads WHERE user = ?");
	const letGo = db.query<null, [string, number]>("UPDATE users SET name_key = ? WHERE id = ?");

	function refuseTaken(name: string, nameKey: string, own?: number): void {
		const holder = userByKey.get(nameKey);
		if (!holder || holder.id === own) return;
		throw new ParlourError("name_taken", `Cannot use the name ${name}: it, or one that looks like it, is taken`);
	}

	function release(user: number, name: string, at: number): RoomChange[] {
		const author = { id: user, name, guest: true as const };
		const rooms = roomsOf.all(user).map(({ room }) => room);
		const changes = rooms.map((room) => leave(find(room), author, at));
		for (const drop of [endSessions, dropDrafts, dropSaved, dropThreads]) drop.run(user);
		letGo.run(`${RELEASED_KEY}${user}`, user);
		return changes;
	}

	return {
		createGuest({ name, nameKey, at }) {
			refuseTaken(name, nameKey);
			const guest = insert.get(name, nameKey, at);
			if (!guest) throw new Error("an inserted guest has no id");
			return { id: guest.id, name, role: "guest", guest: true };
		},
		renameGuest({ user, name, nameKey }) {
			refuseTaken(name, nameKey, user);
			if (!rename.get(name, nameKey, user)) throw guestGone(user);
			return tellProfile(user);
		},
		releaseGuests({ user, at }) {
			const guests = user === undefined ? allPresent.all() : present.all(user);
			return guests.flatMap((guest) => release(guest.id, guest.name, at));
		},
	};
}
