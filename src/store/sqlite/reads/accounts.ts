import type { Database } from "bun:sqlite";
import type { Account } from "../../../protocol/entities.ts";
import type { ListedSession, Reads, StoredAccount } from "../../port.ts";

type AccountReads = Pick<
	Reads,
	"accountByKey" | "account" | "countAccounts" | "session" | "inviteIsOpen" | "sessionsOf"
>;

export function accountReads(db: Database): AccountReads {
	const accountByKey = db.query<Account & { password_hash: string }, [string]>(
		"SELECT id, name, role, password_hash FROM users WHERE name_key = ?",
	);
	const account = db.query<Account, [number]>("SELECT id, name, role FROM users WHERE id = ?");
	const countAccounts = db.query<{ count: number }, []>("SELECT count(*) AS count FROM users");
	const session = db.query<Account & { session: number }, [string]>(
		"SELECT s.id AS session, u.id, u.name, u.role FROM sessions s JOIN users u ON u.id = s.user WHERE s.token_hash = ?",
	);
	const sessions = db.query<ListedSession, [number]>(
		`SELECT id, gateway, address, client, created_at AS openedAt, seen_at AS seenAt
		FROM sessions WHERE user = ? ORDER BY seen_at DESC, id DESC LIMIT 500`,
	);
	const invite = db.query<{ code_hash: string }, [string, number]>(
		"SELECT code_hash FROM invites WHERE code_hash = ? AND expires_at > ?",
	);

	return {
		async accountByKey(nameKey) {
			const row = accountByKey.get(nameKey);
			if (!row) return null;
			const found: StoredAccount = { id: row.id, name: row.name, role: row.role, passwordHash: row.password_hash };
			return found;
		},
		account: async (user) => account.get(user),
		countAccounts: async () => countAccounts.get()?.count ?? 0,
		async session(tokenHash) {
			const row = session.get(tokenHash);
			return row && { id: row.session, account: { id: row.id, name: row.name, role: row.role } };
		},
		inviteIsOpen: async (codeHash, at) => invite.get(codeHash, at) !== null,
		sessionsOf: async (user) => sessions.all(user),
	};
}
