import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import type { WriteContext } from "./context.ts";

type AppPasswordWrites = Pick<Writes, "createAppPassword" | "touchAppPassword" | "endAppPassword">;

export function appPasswordWrites({ db }: WriteContext): AppPasswordWrites {
	const insert = db.query<{ id: number }, [number, string, string, number]>(
		"INSERT INTO app_passwords (user, label, password_hash, created_at) VALUES (?, ?, ?, ?) RETURNING id",
	);
	const touch = db.query<null, [number, number]>(
		"UPDATE app_passwords SET used_at = max(coalesce(used_at, 0), ?) WHERE id = ?",
	);
	const endSessions = db.query<{ id: number }, [number, number]>(
		"DELETE FROM sessions WHERE user = ? AND app_password = ? RETURNING id",
	);
	const remove = db.query<{ id: number }, [number, number]>(
		"DELETE FROM app_passwords WHERE id = ? AND user = ? RETURNING id",
	);

	const sessionOf = db.query<{ id: number }, [number, number]>("SELECT id FROM sessions WHERE id = ? AND user = ?");

	return {
		createAppPassword({ user, session, label, passwordHash, at }) {
			if (!sessionOf.get(session, user)) {
				throw new ParlourError("unauthorized", "Cannot make an app password: this session was ended. Log in again");
			}
			const row = insert.get(user, label, passwordHash, at);
			if (!row) throw new Error("an inserted app password has no id");
			return row.id;
		},
		touchAppPassword({ id, at }) {
			touch.run(at, id);
		},
		endAppPassword({ id, user }) {
			const sessions = endSessions.all(user, id).map((row) => row.id);
			if (remove.get(id, user)) return sessions;
			throw new ParlourError("not_found", "Cannot end this app password: it is over already, or is not yours");
		},
	};
}
