import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import type { WriteContext } from "./context.ts";

type SessionWrites = Pick<Writes, "openSession" | "touchSession" | "endSession" | "endSessions">;

export function sessionWrites({ db }: WriteContext): SessionWrites {
	const insert = db.query<{ id: number }, [number, string, string, string, number | null, number]>(
		`INSERT INTO sessions (user, token_hash, gateway, address, app_password, created_at, seen_at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) RETURNING id`,
	);
	const appPasswordOf = db.query<{ id: number }, [number, number]>(
		"SELECT id FROM app_passwords WHERE id = ? AND user = ?",
	);
	const touch = db.query<null, [number, string | null, number]>(
		"UPDATE sessions SET seen_at = max(seen_at, ?), client = coalesce(?, client) WHERE id = ?",
	);
	const remove = db.query<null, [number]>("DELETE FROM sessions WHERE id = ?");
	const removeAll = db.query<{ id: number }, [number, number | null]>(
		"DELETE FROM sessions WHERE user = ? AND id IS NOT ? RETURNING id",
	);

	const removeAppPasswords = db.query<null, [number]>("DELETE FROM app_passwords WHERE user = ?");

	return {
		openSession({ user, tokenHash, gateway, address, appPassword = null, at }) {
			if (appPassword !== null && !appPasswordOf.get(appPassword, user)) {
				throw new ParlourError("unauthorized", "Cannot log in: this app password was ended");
			}
			const row = insert.get(user, tokenHash, gateway, address, appPassword, at);
			if (!row) throw new Error("an inserted session has no id");
			return row.id;
		},
		touchSession({ session, client, at }) {
			touch.run(at, client, session);
		},
		endSession({ session }) {
			remove.run(session);
		},
		endSessions({ user, except = null, appPasswords = false }) {
			if (appPasswords) removeAppPasswords.run(user);
			return removeAll.all(user, except).map((row) => row.id);
		},
	};
}
