import type { Role } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import { LOBBY_ID } from "../migrations.ts";
import type { WriteContext } from "./context.ts";
import { guestRows, IS_PRESENT_GUEST } from "./guest-rows.ts";

type AccountWrites = Pick<Writes, "createAccount" | "setPassword" | "createInvite">;

export function accountWrites(context: WriteContext): AccountWrites {
	const { db } = context;
	const { guestGone, tellProfile } = guestRows(context);
	const anyUser = db.query<{ id: number }, []>("SELECT id FROM users WHERE role <> 'guest' LIMIT 1");
	const userByKey = db.query<{ id: number }, [string]>("SELECT id FROM users WHERE name_key = ?");
	const insertUser = db.query<{ id: number }, [string, string, string, Role, number]>(
		"INSERT INTO users (name, name_key, password_hash, role, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
	);
	const becomeAccount = db.query<{ id: number }, [string, string, string, Role, number]>(
		`UPDATE users SET name = ?, name_key = ?, password_hash = ?, role = ?
		WHERE id = ? AND ${IS_PRESENT_GUEST} RETURNING id`,
	);
	const joinLobby = db.query<null, [number, number]>(
		`INSERT INTO members (room, user, read_seq, joined_at) SELECT ${LOBBY_ID}, ?, head, ? FROM rooms WHERE id = ${LOBBY_ID}`,
	);
	const useInvite = db.query<{ code_hash: string }, [string, number]>(
		"DELETE FROM invites WHERE code_hash = ? AND expires_at > ? RETURNING code_hash",
	);
	const insertInvite = db.query<null, [string, number, number]>(
		"INSERT INTO invites (code_hash, created_at, expires_at) VALUES (?, ?, ?)",
	);
	const dropExpiredInvites = db.query<null, [number]>("DELETE FROM invites WHERE expires_at <= ?");
	const updatePassword = db.query<null, [string, number]>("UPDATE users SET password_hash = ? WHERE id = ?");

	return {
		createAccount({ name, nameKey, passwordHash, inviteHash, onlyFirst, guest, at }) {
			const first = anyUser.get() === null;
			if (onlyFirst && !first)
				throw new ParlourError("sign_up_closed", "Cannot sign up: this server takes no new accounts");
			const holder = userByKey.get(nameKey);
			if (holder && holder.id !== guest) {
				throw new ParlourError(
					"name_taken",
					`Cannot use the name ${name}: it, or one that looks like it, is taken. Choose another`,
				);
			}
			if (inviteHash !== undefined && !useInvite.get(inviteHash, at)) {
				throw new ParlourError(
					"invite_invalid",
					"Cannot sign up: this invite was used or has expired. Ask for a new one",
				);
			}
			const role: Role = first ? "owner" : "member";
			if (guest !== undefined) {
				if (!becomeAccount.get(name, nameKey, passwordHash, role, guest)) throw guestGone(guest);
				tellProfile(guest);
				return { id: guest, name, role };
			}
			const user = insertUser.get(name, nameKey, passwordHash, role, at);
			if (!user) throw new Error("an inserted user has no id");
			joinLobby.run(user.id, at);
			return { id: user.id, name, role };
		},
		setPassword({ user, passwordHash }) {
			updatePassword.run(passwordHash, user);
		},
		createInvite({ codeHash, at, expiresAt }) {
			dropExpiredInvites.run(at);
			insertInvite.run(codeHash, at, expiresAt);
		},
	};
}
