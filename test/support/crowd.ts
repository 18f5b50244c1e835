import { rm } from "node:fs/promises";
import { join } from "node:path";
import { nameKey } from "../../src/core/names.ts";
import { appPasswordHash } from "../../src/core/passwords.ts";
import { createSecrets } from "../../src/runtime/secrets.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { makeDataFolder } from "./parlour.ts";

/** One of many, with what they log in with: the one by the native protocol, the other by IRC. */
export interface CrowdPerson {
	id: number;
	name: string;
	token: string;
	password: string;
}

export interface Crowd extends AsyncDisposable {
	/** A data folder for a server that is not started yet. */
	path: string;
	/** Of each room, who is in it; everybody is in the lobby too. */
	rooms: { id: number; name: string; people: CrowdPerson[] }[];
}

/**
 * Accounts by the thousand, each in one of the rooms, and `visitors` of them in all. They log in by app passwords, which
 * take no time to verify: an account's own password is hashed with care.
 */
export async function makeCrowd(names: readonly string[], each: number, visitors = 0): Promise<Crowd> {
	const path = await makeDataFolder();
	const faults: string[] = [];
	const secrets = createSecrets();
	const store = await openSqliteStore(join(path, "parlour.db"), (cause) => faults.push(cause));
	const at = Date.now();

	async function makePerson(index: number): Promise<CrowdPerson> {
		const name = `person${index}`;
		const [token, password] = [secrets.randomToken(), secrets.randomToken()];
		const { id } = await store.createAccount({ name, nameKey: nameKey(name), passwordHash: "none", at });
		const tokenHash = secrets.sha256Hex(token);
		const session = await store.openSession({ user: id, tokenHash, gateway: "web", address: "127.0.0.1", at });
		const passwordHash = appPasswordHash(secrets, secrets.sha256Hex(password));
		await store.createAppPassword({ user: id, session, label: "crowd", passwordHash, at });
		return { id, name, token, password };
	}

	async function makeRoom(name: string, people: CrowdPerson[]): Promise<Crowd["rooms"][number]> {
		const [creator] = people;
		if (!creator) throw new Error("a room has somebody in it");
		const input = { name, nameKey: nameKey(name), topic: "", visibility: "public", creator, at } as const;
		const { id } = (await store.createRoom(input)).room;
		await Promise.all(people.map((user) => store.addMember({ room: id, user, at })));
		return { id, name, people };
	}

	const count = names.length * each + visitors;
	const people = await Promise.all(Array.from({ length: count }, (_, index) => makePerson(index)));
	const everywhere = people.splice(names.length * each);
	const rooms = await Promise.all(
		names.map((name, index) => makeRoom(name, [...people.slice(index * each, (index + 1) * each), ...everywhere])),
	);
	await store.close();
	if (faults.length > 0) throw new Error(faults.join("\n"));
	return { path, rooms, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
