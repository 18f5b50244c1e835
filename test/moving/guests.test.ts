import { expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "../../src/store/port.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { done } from "./support/command.ts";
import { makeFolder } from "./support/folders.ts";

const LOBBY = 1;

async function openIn(data: string): Promise<Store> {
	return openSqliteStore(join(data, "parlour.db"), (cause) => {
		throw new Error(cause);
	});
}

/** Who said what in the lobby, and who is in it. */
async function told(data: string) {
	const store = await openIn(data);
	const { messages } = await store.page(LOBBY, {}, 100);
	const said = messages
		.filter(({ kind }) => kind === "text")
		.map(({ author, body }) => [author?.name, author?.guest, body]);
	const members = (await store.members(LOBBY)).map(({ name }) => name);
	const account = await store.accountByKey("jo");
	await store.close();
	return { said, members, role: account?.role };
}

test("what guests said is exported and taken in as a guest's, and is nobody's who has their name later", async () => {
	await using folder = await makeFolder();
	const [data, exported, copy] = [folder.at("data"), folder.at("export"), folder.at("copy")];
	await mkdir(data);
	const store = await openIn(data);
	const guest = await store.createGuest({ name: "jo", nameKey: "jo", at: 1 });
	await store.addMember({ room: LOBBY, user: guest, at: 2 });
	await store.postMessage({ room: LOBBY, author: guest, body: "as a guest", nonce: null, at: 3 });
	await store.releaseGuests({ at: 4 });
	const jo = await store.createAccount({ name: "jo", nameKey: "jo", passwordHash: "$argon2id$x", at: 5 });
	await store.postMessage({ room: LOBBY, author: jo, body: "as myself", nonce: null, at: 6 });
	const late = await store.createGuest({ name: "ann", nameKey: "ann", at: 7 });
	await store.addMember({ room: LOBBY, user: late, at: 8 });
	await store.close();

	const was: Awaited<ReturnType<typeof told>> = {
		said: [
			["jo", true, "as a guest"],
			["jo", undefined, "as myself"],
		],
		members: ["jo"],
		role: "owner",
	};
	await done("export", exported, "--data", data);
	await done("import", exported, "--data", copy);
	expect(await told(copy)).toEqual(was);
	expect(await done("import", exported, "--data", copy)).toContain("Nothing is new");
	expect(await told(copy)).toEqual(was);
});
