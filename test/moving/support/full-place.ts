import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { User } from "../../../src/protocol/entities.ts";
import type { RuleChange } from "../../../src/protocol/rule.ts";
import { blobPath } from "../../../src/runtime/blob-folder.ts";
import type { Store } from "../../../src/store/port.ts";
import { openSqliteStore } from "../../../src/store/sqlite/sqlite-store.ts";

const AT = Date.UTC(2026, 10, 22, 12);

export interface Content {
	hash: string;
	bytes: Uint8Array;
}

export interface FullPlace {
	data: string;
	/** In its files: a picture of a person's, a message's file, its preview, and a file with nothing in it. */
	contents: Content[];
}

function contentOf(bytes: Uint8Array): Content {
	return { hash: createHash("sha256").update(bytes).digest("hex"), bytes };
}

async function fillFolder(data: string): Promise<Content[]> {
	const large = new Uint8Array(3_000_000).map((_, index) => (index * 7) % 251);
	const contents = [large, new TextEncoder().encode("a small one"), new Uint8Array(0), new Uint8Array([1, 2, 3])];
	const kept = contents.map(contentOf);
	for (const { hash, bytes } of kept) {
		const path = blobPath(join(data, "files"), hash);
		await mkdir(dirname(path), { recursive: true });
		await Bun.write(path, bytes);
	}
	return kept;
}

async function account(store: Store, name: string): Promise<User> {
	const input = { name, nameKey: name, passwordHash: "$argon2id$nobody-can-log-in", at: AT };
	return { id: (await store.createAccount(input)).id, name };
}

async function decideRules(store: Store, room: number, [by, jun, mara]: [User, User, User]): Promise<void> {
	const decide = (change: RuleChange, more: object = {}) => store.setRule({ room, by, change, ...more, at: AT });
	await decide({ rule: "moderator", on: true }, { user: jun });
	await decide({ rule: "speaker", on: true }, { user: mara });
	await decide({ rule: "announcement", on: true });
	await decide({ rule: "locked-topic", on: true });
	await decide({ rule: "limit", on: true, value: "20" });
	await decide({ rule: "key", on: true, value: "seaweed" });
	await decide({ rule: "ban", on: true, value: "Troll-*" }, { maskKey: "troll-*" });
	await decide({ rule: "exception", on: true, value: "troll-an?a" }, { maskKey: "troll-an?a" });
	await decide({ rule: "invitation", on: true, value: "Ray*" }, { maskKey: "ray*" });
}

async function talk(store: Store, contents: Content[]): Promise<void> {
	const [file, preview, empty, picture] = contents.map(({ hash }) => hash);
	const [asha, jun, mara] = [await account(store, "asha"), await account(store, "jun"), await account(store, "mara")];
	const named = { name: "reef", nameKey: "reef", topic: "fish", visibility: "private" as const };
	const { room } = await store.createRoom({ ...named, creator: asha, at: AT });
	for (const user of [jun, mara]) await store.addMember({ room: room.id, user, invitedBy: asha, at: AT });
	const post = (author: User, body: string, more: object = {}) =>
		store.postMessage({ room: room.id, author, body, nonce: `nonce of ${body}`, at: AT, ...more });

	const owner = { owner: asha.id, maxTotalBytes: 10_000_000, at: AT };
	const upload = { id: "upload-number-one", name: "chart.png", type: "image/png", size: 3_000_000 };
	await store.createFile({ ...owner, file: upload, hash: file ?? "" });
	const small = { file: upload.id, owner: asha.id, previewHash: preview ?? "", previewSize: 1, width: 40, height: 30 };
	await store.setFilePreview({ ...owner, ...small });
	const nothing = { id: "upload-number-two", name: "empty.txt", type: "text/plain", size: 0 };
	await store.createFile({ ...owner, file: nothing, hash: empty ?? "" });
	await post(asha, "the chart", { files: [upload.id, nothing.id] });

	await post(jun, "root");
	const place = { room: room.id, seq: 5, at: AT + 5 };
	await post(asha, "@jun see", { thread: 5, mentions: [jun.id] });
	await post(mara, "and in the room", { thread: 5, inRoom: true });
	await post(asha, "all of you", { everyone: "room" });
	await post(asha, "whoever is here", { everyone: "here", here: [mara.id] });
	await store.react({ ...place, by: mara, emoji: "👍", on: true });
	await store.react({ ...place, by: asha, emoji: "👍", on: true });
	await store.pin({ ...place, by: mara, on: true });
	await store.editMessage({ ...place, by: jun, body: "the root, see https://example.org" });
	const links = [{ url: "https://example.org", title: "Example" }];
	await store.setLinks({ ...place, body: "the root, see https://example.org", links });
	await store.saveMessage({ ...place, user: mara.id, on: true });
	await store.followThread({ room: room.id, root: 5, user: mara.id, on: false });
	await store.markRead({ room: room.id, user: jun.id, seq: 6 });
	await store.setNotify({ room: room.id, user: jun.id, level: "mentions" });
	await store.setDraft({ user: jun.id, draft: { room: room.id, body: "half a th" }, at: AT });
	await store.setDraft({ user: jun.id, draft: { room: room.id, thread: 5, body: "an ans" }, at: AT });

	await decideRules(store, room.id, [asha, jun, mara]);

	const { room: direct } = await store.createDirect({ people: [asha, jun], key: "1,2", creator: jun, at: AT });
	await store.postMessage({ room: direct.id, author: jun, body: "psst", nonce: null, at: AT });
	const old = { name: "old", nameKey: "old", topic: "", visibility: "public" as const, creator: mara, at: AT };
	const { room: archived } = await store.createRoom(old);
	await store.archiveRoom({ room: archived.id, by: mara, on: true, at: AT });
	const status = { emoji: "🌴", text: "away", until: AT };
	await store.setProfile({ user: asha.id, display: "Asha Rao", status, picture: picture ?? "" });
}

/** A data folder with all that there can be. */
export async function makeFullPlace(data: string): Promise<FullPlace> {
	const contents = await fillFolder(data);
	const store = await openSqliteStore(join(data, "parlour.db"), (cause) => {
		throw new Error(cause);
	});
	await talk(store, contents);
	await store.close();
	return { data, contents };
}

/** Which of them a data folder or an export has, whole. */
export async function contentsIn(folder: string, contents: readonly Content[]): Promise<string[]> {
	const found: string[] = [];
	for (const { hash, bytes } of contents) {
		const file = Bun.file(blobPath(join(folder, "files"), hash));
		if ((await file.exists()) && Buffer.from(await file.bytes()).equals(bytes)) found.push(hash);
	}
	return found;
}
