import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import { AT, codeOf, createAccount, DAY_MS, headOf, roomOfPeople, type Start } from "./under-test.contract.ts";

const GB = 1024 ** 3;

/** A hash that is told by one letter. */
function hash(letter: string): string {
	return letter.repeat(64);
}

async function upload(store: Store, owner: User, id: string, content = "a", size = 10, at = AT) {
	const file = { id, name: `${id}.png`, type: "image/png", size };
	await store.createFile({ file, hash: hash(content), owner: owner.id, maxTotalBytes: GB, at });
	return file;
}

function send(store: Store, room: number, author: User, files: string[], nonce: string | null = null) {
	return store.postMessage({ room, author, body: "see", nonce, at: AT, files });
}

export function filesContract(start: Start): void {
	describe("files", () => {
		test("an upload is its owner's and in no room, until a message carries it", async () => {
			await using under = await start();
			const { room, people } = await roomOfPeople(under.store, "asha", "bela");
			const [asha = expect.unreachable()] = people;
			const file = await upload(under.store, asha, "one");
			const stored = { ...file, hash: hash("a"), previewHash: null, owner: asha.id, room: null };
			expect(await under.store.file("one")).toEqual(stored);
			const { change } = await send(under.store, room, asha, ["one"]);
			expect(change.message.files).toEqual([file]);
			expect(await under.store.file("one")).toEqual({ ...stored, room });
			expect(await under.store.message(room, change.message.seq)).toEqual(change.message);
			expect(await under.store.file("none")).toBe(null);
			expect(await (await under.reopen()).file("one")).toEqual({ ...stored, room });
		});

		test("a message carries its files in the order in which they were named", async () => {
			await using under = await start();
			const { room, people } = await roomOfPeople(under.store, "asha");
			const [asha = expect.unreachable()] = people;
			for (const id of ["one", "two", "three"]) await upload(under.store, asha, id);
			const { change } = await send(under.store, room, asha, ["three", "one", "two"]);
			expect(change.message.files?.map(({ id }) => id)).toEqual(["three", "one", "two"]);
		});

		test("nobody sends a file that is another's, that was sent, that is named twice or that there is not, and no number is used", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			await upload(store, asha, "one");
			await upload(store, asha, "two");
			await upload(store, bela, "hers");
			await send(store, room, asha, ["one"]);
			const head = await headOf(store, room);
			for (const files of [["hers"], ["one"], ["two", "two"], ["two", "hers"], ["none"]]) {
				expect(await codeOf(send(store, room, asha, files))).toBe("not_found");
			}
			expect(await headOf(store, room)).toBe(head);
			expect(await store.file("two")).toMatchObject({ room: null });
		});

		test("a message that is posted again with its nonce keeps its files", async () => {
			await using under = await start();
			const { room, people } = await roomOfPeople(under.store, "asha");
			const [asha = expect.unreachable()] = people;
			await upload(under.store, asha, "one");
			const first = await send(under.store, room, asha, ["one"], "nonce-01");
			const second = await send(under.store, room, asha, ["one"], "nonce-01");
			expect(second).toMatchObject({ duplicate: true, change: { message: first.change.message } });
		});

		test("a preview is set by the owner until the file is sent, and a later one takes its place", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			await upload(store, asha, "one");
			const bytes = await store.fileBytesOf(asha.id);
			const preview = {
				file: "one",
				owner: asha.id,
				previewHash: hash("b"),
				previewSize: 30,
				width: 640,
				height: 480,
				maxTotalBytes: bytes + 30,
			};
			expect(await codeOf(store.setFilePreview({ ...preview, owner: bela.id }))).toBe("not_found");
			expect(await codeOf(store.setFilePreview({ ...preview, previewSize: 31 }))).toBe("quota_exceeded");
			await store.setFilePreview(preview);
			await store.setFilePreview({ ...preview, previewHash: hash("c"), previewSize: 7, width: 641 });
			expect(await store.fileBytesOf(asha.id)).toBe(bytes + 7);
			expect(await store.file("one")).toMatchObject({ previewHash: hash("c"), width: 641, height: 480, preview: true });
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([hash("b")]);
			const { change } = await send(store, room, asha, ["one"]);
			expect(change.message.files).toMatchObject([{ id: "one", width: 641, height: 480, preview: true }]);
			expect(await codeOf(store.setFilePreview(preview))).toBe("not_found");
		});

		test("a person's files have a limit together, and what is deleted makes room again", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			const tryUpload = (owner: User, id: string, size: number) =>
				store.createFile({
					file: { id, name: id, type: "text/plain", size },
					hash: hash("a"),
					owner: owner.id,
					maxTotalBytes: 100,
					at: AT,
				});
			await tryUpload(asha, "one", 60);
			await tryUpload(asha, "two", 40);
			expect(await store.fileBytesOf(asha.id)).toBe(100);
			expect(await codeOf(tryUpload(asha, "three", 1))).toBe("quota_exceeded");
			expect(await store.file("three")).toBe(null);
			await tryUpload(bela, "hers", 100);
			const { change } = await send(store, room, asha, ["one"]);
			const { seq } = change.message;
			await store.deleteMessage({ room, seq, by: asha, anyone: false, at: AT });
			await tryUpload(asha, "three", 60);
			expect(await store.fileBytesOf(asha.id)).toBe(100);
		});

		test("with its message a file is gone, and its blobs once nothing else has them", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			await upload(store, asha, "one", "a");
			await store.setFilePreview({
				file: "one",
				owner: asha.id,
				previewHash: hash("b"),
				previewSize: 1,
				width: 1,
				height: 1,
				maxTotalBytes: 1000,
			});
			await upload(store, bela, "hers", "a");
			const { seq } = (await send(store, room, asha, ["one"])).change.message;
			const deleted = await store.deleteMessage({ room, seq, by: asha, anyone: false, at: AT });
			expect(deleted?.message.files).toBe(undefined);
			expect(await store.file("one")).toBe(null);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([hash("b")]);
			expect([await store.isBlobUsed(hash("a")), await store.isBlobUsed(hash("b"))]).toEqual([true, false]);
			await store.dropFile({ file: "hers", owner: bela.id });
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([hash("a")]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([]);
		});

		test("a cleared room's files are gone, those of other rooms are not", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			await upload(store, asha, "one", "a");
			await upload(store, asha, "two", "b");
			await send(store, room, asha, ["one"]);
			await send(store, 1, asha, ["two"]);
			await store.clearRoom({ room, at: AT });
			expect([await store.file("one"), await store.file("two")]).toMatchObject([null, { room: 1 }]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([hash("a")]);
		});

		test("only the owner drops an upload, and only while no message carries it", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			await upload(store, asha, "one");
			await upload(store, asha, "two");
			await send(store, room, asha, ["two"]);
			await store.dropFile({ file: "one", owner: bela.id });
			await store.dropFile({ file: "two", owner: asha.id });
			expect(await store.file("one")).not.toBe(null);
			expect(await store.file("two")).not.toBe(null);
			await store.dropFile({ file: "one", owner: asha.id });
			expect(await store.file("one")).toBe(null);
		});

		test("uploads that were forgotten go, those in a message and later ones stay", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			await upload(store, asha, "old", "a", 10, AT - DAY_MS - 1);
			await upload(store, asha, "sent", "b", 10, AT - DAY_MS - 1);
			await upload(store, asha, "new", "c", 10, AT - DAY_MS);
			await send(store, room, asha, ["sent"]);
			await store.dropForgottenFiles({ before: AT - DAY_MS });
			const left = await Promise.all(["old", "sent", "new"].map((id) => store.file(id)));
			expect(left.map((file) => file?.id)).toEqual([undefined, "sent", "new"]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([hash("a")]);
		});

		test("unused blobs are given out in steps, each once, and not where the same content has come again", async () => {
			await using under = await start();
			const { store } = under;
			const { people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			const letters = [..."abcdef"];
			for (const letter of letters) await upload(store, asha, letter, letter);
			for (const letter of letters) await store.dropFile({ file: letter, owner: asha.id });
			await upload(store, asha, "again", "c");
			const taken: string[] = [];
			for (let step = await store.takeUnusedBlobs({ limit: 2 }); step.length > 0; ) {
				expect(step.length).toBeLessThanOrEqual(2);
				taken.push(...step);
				step = await store.takeUnusedBlobs({ limit: 2 });
			}
			expect(taken.sort()).toEqual(["a", "b", "d", "e", "f"].map(hash));
		});

		test("a picture is used while somebody shows it", async () => {
			await using under = await start();
			const { store } = under;
			const { people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			for (const { id } of people) await store.setProfile({ user: id, picture: hash("a") });
			await store.setProfile({ user: asha.id, picture: hash("b") });
			expect([await store.isPicture(hash("a")), await store.isPicture(hash("c"))]).toEqual([true, false]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([]);
			await store.setProfile({ user: bela.id, picture: null });
			expect([await store.isPicture(hash("a")), await store.isBlobUsed(hash("a"))]).toEqual([false, false]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([hash("a")]);
		});

		test("who is a member of a room is told as of the last write", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "bela");
			const [asha = expect.unreachable(), bela = expect.unreachable()] = people;
			const stranger = await createAccount(store, "cyd");
			const members = () => Promise.all([asha, bela, stranger].map(({ id }) => store.isMember(room, id)));
			expect(await members()).toEqual([true, true, false]);
			await store.removeMember({ room, user: bela, at: AT });
			expect(await members()).toEqual([true, false, false]);
			expect(await store.isMember(9999, asha.id)).toBe(false);
		});
	});
}
