import type { Database } from "bun:sqlite";
import type { Account } from "../../../protocol/entities.ts";
import type { ListedAppPassword, ListedSession, Reads, StoredAccount, StoredSession } from "../../port.ts";

type AccountReads = Pick<
	Reads,
	| "accountByKey"
	| "account"
	| "countAccounts"
	| "session"
	| "inviteIsOpen"
	| "sessionsOf"
	| "appPassword"
	| "appPasswordsOf"
>;

type AccountRow = Pick<Account, "id" | "name" | "role">;

function toAccount({ id, name, role }: AccountRow): Account {
	return role === "guest" ? { id, name, role, guest: true } : { id, name, role };
}

export function accountReads(db: Database): AccountReads {
	const accountByKey = db.query<AccountRow & { password_hash: string }, [string]>(
		"SELECT id, name, role, password_hash FROM users WHERE name_key = ?",
	);
	const account = db.query<AccountRow, [number]>("SELECT id, name, role FROM users WHERE id = ?");
	const countAccounts = db.query<{ count: number }, []>("SELECT count(*) AS count FROM users WHERE role <> 'guest'");
	const session = db.query<AccountRow & { session: number; app_password: number | null }, [string]>(
		`SELECT s.id AS session, s.app_password, u.id, u.name, u.role FROM sessions s JOIN users u ON u.id = s.user
		WHERE s.token_hash = ?`,
	);
	const sessions = db.query<ListedSession, [number]>(
		`SELECT id, gateway, address, client, created_at AS openedAt, seen_at AS seenAt
		FROM sessions WHERE user = ? ORDER BY seen_at DESC, id DESC LIMIT 500`,
	);
	const invite = db.query<{ code_hash: string }, [string, number]>(
		"SELECT code_hash FROM invites WHERE code_hash = ? AND expires_at > ?",
	);

	const appPassword = db.query<AccountRow & { app_password: number }, [string]>(
		`SELECT a.id AS app_password, u.id, u.name, u.role FROM app_passwords a JOIN users u ON u.id = a.user
		WHERE a.password_hash = ?`,
	);
	const appPasswords = db.query<ListedAppPassword, [number]>(
		"SELECT id, label, created_at AS createdAt, used_at AS usedAt FROM app_passwords WHERE user = ? ORDER BY id DESC",
	);

	return {
		async accountByKey(nameKey) {
			const row = accountByKey.get(nameKey);
			const found: StoredAccount | null = row && { ...toAccount(row), passwordHash: row.password_hash };
			return found;
		},
		async account(user) {
			const row = account.get(user);
			return row && toAccount(row);
		},
		countAccounts: async () => countAccounts.get()?.count ?? 0,
		async session(tokenHash) {
			const row = session.get(tokenHash);
			if (!row) return null;
			const found: StoredSession = { id: row.session, account: toAccount(row) };
			if (row.app_password !== null) found.appPassword = row.app_password;
			return found;
		},
		inviteIsOpen: async (codeHash, at) => invite.get(codeHash, at) !== null,
		sessionsOf: async (user) => sessions.all(user),
		async appPassword(passwordHash) {
			const row = appPassword.get(passwordHash);
			return row && { id: row.app_password, account: toAccount(row) };
		},
		appPasswordsOf: async (user) => appPasswords.all(user),
	};
}
