import type { Writes } from "../../port.ts";
import type { WriteContext } from "./context.ts";

type SessionWrites = Pick<Writes, "openSession" | "endSession" | "endSessions">;

export function sessionWrites({ db }: WriteContext): SessionWrites {
	const insert = db.query<{ id: number }, [number, string, string, string, number]>(
		"INSERT INTO sessions (user, token_hash, gateway, address, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
	);
	const remove = db.query<null, [number]>("DELETE FROM sessions WHERE id = ?");
	const removeAll = db.query<{ id: number }, [number]>("DELETE FROM sessions WHERE user = ? RETURNING id");

	return {
		openSession({ user, tokenHash, gateway, address, at }) {
			const row = insert.get(user, tokenHash, gateway, address, at);
			if (!row) throw new Error("an inserted session has no id");
			return row.id;
		},
		endSession({ session }) {
			remove.run(session);
		},
		endSessions({ user }) {
			return removeAll.all(user).map((row) => row.id);
		},
	};
}
