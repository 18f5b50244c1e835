import type { Writes } from "../../port.ts";
import type { WriteContext } from "./context.ts";

type SessionWrites = Pick<Writes, "openSession" | "touchSession" | "endSession" | "endSessions">;

export function sessionWrites({ db }: WriteContext): SessionWrites {
	const insert = db.query<{ id: number }, [number, string, string, string, number]>(
		`INSERT INTO sessions (user, token_hash, gateway, address, created_at, seen_at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?5) RETURNING id`,
	);
	const touch = db.query<null, [number, string | null, number]>(
		"UPDATE sessions SET seen_at = max(seen_at, ?), client = coalesce(?, client) WHERE id = ?",
	);
	const remove = db.query<null, [number]>("DELETE FROM sessions WHERE id = ?");
	const removeAll = db.query<{ id: number }, [number, number | null]>(
		"DELETE FROM sessions WHERE user = ? AND id IS NOT ? RETURNING id",
	);

	return {
		openSession({ user, tokenHash, gateway, address, at }) {
			const row = insert.get(user, tokenHash, gateway, address, at);
			if (!row) throw new Error("an inserted session has no id");
			return row.id;
		},
		touchSession({ session, client, at }) {
			touch.run(at, client, session);
		},
		endSession({ session }) {
			remove.run(session);
		},
		endSessions({ user, except = null }) {
			return removeAll.all(user, except).map((row) => row.id);
		},
	};
}
