import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startTestCore, type TestCore } from "../../test/support/core.ts";
import { eventually } from "../../test/support/eventually.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { pickSeed, randomFrom } from "../../test/support/seed.ts";
import type { File } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { StoredSession } from "../store/port.ts";
import type { Uploader } from "./uploads.ts";

const ORIGIN = { gateway: "web", address: "127.0.0.1" };
const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

async function sessionOf({ core }: TestCore, name: string): Promise<StoredSession> {
	const account = await core.accounts.signUp({ name, passwordDigest: "0".repeat(64) }, ORIGIN);
	const { token } = await core.accounts.openSession(account, ORIGIN);
	return core.accounts.authenticate(token);
}

async function* content(text: string): AsyncIterable<Uint8Array> {
	yield new TextEncoder().encode(text);
}

function upload({ core }: TestCore, session: StoredSession, text: string): Promise<File> {
	const what = { name: "a.txt", contentType: "text/plain", length: text.length, content: content(text) };
	return core.files.upload(session, ORIGIN, what);
}

async function blobs({ folder }: TestCore): Promise<string[]> {
	const entries = await readdir(join(folder, "files"), { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("an upload that no message carries is forgotten after a day, and its blob is removed", async () => {
	const clock = new FakeClock();
	await using under = await startTestCore({ clock });
	const asha = await sessionOf(under, "asha");
	const forgotten = await upload(under, asha, "forgotten");
	const sent = await upload(under, asha, "sent");
	const user = { id: asha.account.id, name: asha.account.name };
	await under.store.postMessage({ room: 1, author: user, body: "", nonce: null, at: clock.now(), files: [sent.id] });
	under.core.files.housekeeping.start();
	clock.advance(DAY_MS - HOUR_MS);
	const later = await upload(under, asha, "later");
	await under.core.files.housekeeping.run();
	expect(await blobs(under)).toHaveLength(3);
	clock.advance(2 * HOUR_MS);
	await eventually(async () => (await blobs(under)).length === 2, "the blob is removed");
	await expect(under.core.files.open(asha, forgotten.id)).rejects.toMatchObject({ code: "not_found" });
	await under.core.files.open(asha, sent.id);
	await under.core.files.open(asha, later.id);
	expect(under.faults).toEqual([]);
});

test("content that comes again while it is being removed is not lost, and nothing is left of what is", async () => {
	const seed = pickSeed();
	console.log(`SEED=${seed}`);
	const random = randomFrom(seed);
	await using under = await startTestCore({ unlimited: true });
	const sessions = [await sessionOf(under, "asha"), await sessionOf(under, "bela")];
	const texts = ["one", "two"];
	const held: { session: StoredSession; file: File }[] = [];
	const steps = Array.from({ length: 300 }, async () => {
		// Each begins at a moment of its own.
		for (let turns = random.between(0, 60); turns > 0; turns--) await new Promise(setImmediate);
		const kind = random.between(0, 3);
		if (kind === 0) return under.core.files.housekeeping.run();
		if (kind === 1) {
			const [gone] = held.splice(random.between(0, held.length - 1), 1);
			if (gone) await under.core.files.drop(gone.session, gone.file.id);
			return;
		}
		const session = random.pick(sessions);
		const file = await upload(under, session, random.pick(texts)).catch(() => null);
		if (file) held.push({ session, file });
	});
	await Promise.all(steps);
	for (const { session, file } of held) expect((await under.core.files.open(session, file.id)).size).toBe(3);
	for (const { session, file } of held.splice(0)) await under.core.files.drop(session, file.id);
	await under.core.files.housekeeping.run();
	expect(await blobs(under)).toEqual([]);
	expect(under.logLines.filter(({ level }) => level === "error")).toEqual([]);
	expect(under.faults).toEqual([]);
});

test("an upload that the store refuses leaves nothing, and takes nothing from who has the same content", async () => {
	const files = { maxFileBytes: 100, maxPersonBytes: 10, keepFreeBytes: 0 };
	await using under = await startTestCore({ files });
	const [asha, bela] = [await sessionOf(under, "asha"), await sessionOf(under, "bela")];
	const kept = await upload(under, asha, "12345678");
	await upload(under, bela, "12345");
	const unannounced = { name: "b", contentType: null, length: null, content: content("12345678") };
	await expect(under.core.files.upload(bela, ORIGIN, unannounced)).rejects.toMatchObject({ code: "quota_exceeded" });
	const other = { ...unannounced, content: content("87654321") };
	await expect(under.core.files.upload(bela, ORIGIN, other)).rejects.toMatchObject({ code: "quota_exceeded" });
	expect(await blobs(under)).toHaveLength(2);
	expect((await under.core.files.open(asha, kept.id)).size).toBe(8);
});

/** Begins as a JPEG does. */
function setPreview({ core }: TestCore, session: StoredSession, file: string, fill: number): Promise<File> {
	const bytes = new Uint8Array(50).fill(fill);
	bytes.set([0xff, 0xd8, 0xff]);
	async function* picture(): AsyncIterable<Uint8Array> {
		yield bytes;
	}
	const preview = { file, width: 1, height: 1, length: bytes.length, content: picture() };
	return core.files.setPreview(session, ORIGIN, preview);
}

test("previews count among a person's files, and one that would be too much is refused and leaves nothing", async () => {
	const files = { maxFileBytes: 100, maxPersonBytes: 100, keepFreeBytes: 0 };
	await using under = await startTestCore({ files });
	const asha = await sessionOf(under, "asha");
	const [one, two] = [await upload(under, asha, "one"), await upload(under, asha, "two")];
	await setPreview(under, asha, one.id, 1);
	const refused = await setPreview(under, asha, two.id, 2).catch((cause: unknown) => cause);
	expect(refused).toMatchObject({ code: "quota_exceeded" });
	expect(await blobs(under)).toHaveLength(3);
	// In place of the one before it there is room.
	await setPreview(under, asha, one.id, 3);
});

test("a preview or a picture that another takes the place of is soon off the disk", async () => {
	const clock = new FakeClock();
	await using under = await startTestCore({ clock, unlimited: true });
	const asha = await sessionOf(under, "asha");
	const file = await upload(under, asha, "a chart");
	const setPicture = (text: string) => {
		const picture = content(text);
		return under.core.files.pictures.set(asha, ORIGIN, { length: text.length, content: picture });
	};
	for (const fill of [1, 2, 3]) await setPreview(under, asha, file.id, fill);
	for (const text of ["RIFF....WEBPone", "RIFF....WEBPtwo"]) await setPicture(text);
	expect(await blobs(under)).toHaveLength(6);
	clock.advance(5000);
	await eventually(async () => (await blobs(under)).length === 3, "the file, its preview and the picture are left");
	await under.core.files.openPreview(asha, file.id);
});

test("a person sends ten small pictures at once, and the next when one is done", async () => {
	await using under = await startTestCore({ unlimited: true });
	const asha = await sessionOf(under, "asha");
	const { promise: end, resolve } = Promise.withResolvers<void>();
	async function* slow(): AsyncIterable<Uint8Array> {
		await end;
		yield new Uint8Array([0xff, 0xd8, 0xff]);
	}
	const send = () => under.core.files.pictures.set(asha, ORIGIN, { length: 3, content: slow() });
	const sent = Array.from({ length: 10 }, send);
	await expect(send()).rejects.toMatchObject({ code: "rate_limited" });
	resolve();
	await Promise.all(sent);
	await send();
});

test("what a crash left on the disk, and nothing refers to, is removed after the next start", async () => {
	await using under = await startTestCore();
	const asha = await sessionOf(under, "asha");
	await upload(under, asha, "kept");
	const stray = "ab".repeat(32);
	await Bun.write(join(under.folder, "files", stray.slice(0, 2), stray.slice(2)), "a deleted text");
	expect(await blobs(under)).toHaveLength(2);
	await under.core.files.housekeeping.run();
	expect(await blobs(under)).toHaveLength(1);
	expect(await blobs(under)).not.toContain(stray.slice(2));
});

test("where a blob is missing its file is not found, and the host's log tells it", async () => {
	await using under = await startTestCore();
	const asha = await sessionOf(under, "asha");
	const file = await upload(under, asha, "lost");
	const { hash } = await under.core.files.open(asha, file.id);
	await Bun.file(join(under.folder, "files", hash.slice(0, 2), hash.slice(2))).delete();
	await expect(under.core.files.open(asha, file.id)).rejects.toMatchObject({ code: "not_found" });
	expect(under.logLines).toContainEqual({ level: "error", event: "a file's content is missing", fields: { hash } });
});

test("an upload without a session ends with the app password that it came by, or with the account's", async () => {
	await using under = await startTestCore({ unlimited: true });
	const { core } = under;
	const asha = await sessionOf(under, "asha");
	const { account } = asha;
	const made = await core.appPasswords.create(asha, "phone", ORIGIN);
	/** The code of its failure, or its size. */
	const begin = (uploader: Uploader, whenToGoOn: Promise<void>) => {
		async function* slow(): AsyncIterable<Uint8Array> {
			yield new TextEncoder().encode("one");
			await whenToGoOn;
			yield new TextEncoder().encode("two");
		}
		const what = { name: "a.txt", contentType: null, length: 6, content: slow() };
		return core.files.upload(uploader, ORIGIN, what).then(
			({ size }) => size,
			(cause: unknown) => (cause instanceof ParlourError ? cause.code : cause),
		);
	};
	const first = Promise.withResolvers<void>();
	const byApp = begin({ id: null, account, appPassword: made.id }, first.promise);
	const byPassword = begin({ id: null, account }, first.promise);
	await core.appPasswords.end(asha, made.id, ORIGIN);
	first.resolve();
	expect([await byApp, await byPassword]).toEqual(["unauthorized", 6]);

	const second = Promise.withResolvers<void>();
	const before = begin({ id: null, account }, second.promise);
	await core.accounts.changePassword(asha, { old: "0".repeat(64), new: "1".repeat(64) }, ORIGIN);
	second.resolve();
	expect(await before).toBe("unauthorized");
});
