import { describe, expect, test } from "bun:test";
import {
	AT,
	changesIn,
	codeOf,
	createAccount,
	createRoom,
	headOf,
	listen,
	post,
	roomOfPeople,
	type Start,
} from "./under-test.contract.ts";

const FILE = { id: "file-1", name: "chart.png", type: "image/png", size: 1000 };
const UPLOAD = { hash: "hash-1", maxTotalBytes: 10_000, at: AT };

export function messageChangesContract(start: Start): void {
	describe("what becomes of a message", () => {
		test("an edit keeps the former texts, each with when it was written", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			await post(store, room, asha, "one");
			const first = await store.editMessage({ room, seq: 2, by: asha, body: "two", at: AT + 1 });
			expect(first?.kind).toEqual({ type: "edited" });
			await store.editMessage({ room, seq: 2, by: asha, body: "three", at: AT + 2 });
			expect(await store.edits(room, 2)).toEqual([
				{ body: "one", at: AT },
				{ body: "two", at: AT + 1 },
			]);
			expect(await store.edits(room, 1)).toEqual([]);
			await store.deleteMessage({ room, seq: 2, by: asha, anyone: false, at: AT });
			expect(await store.edits(room, 2)).toEqual([]);
		});

		test("a link's preview comes to the text it was made for, and goes with it", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			await post(store, room, asha, "see there");
			const links = [{ url: "https://example.org/", title: "Example" }];
			const set = (body: string) => store.setLinks({ room, seq: 2, body, links, at: AT });
			expect(await set("something else")).toBeNull();
			const change = await set("see there");
			expect(change).toMatchObject({ kind: { type: "previewed" }, message: { seq: 2, rev: 3, links } });
			expect(await set("see there")).toBeNull();
			const edited = await store.editMessage({ room, seq: 2, by: asha, body: "nothing there", at: AT });
			expect(edited?.message.links).toBeUndefined();
			await store.deleteMessage({ room, seq: 2, by: asha, anyone: false, at: AT });
			expect(await store.setLinks({ room, seq: 2, body: "", links, at: AT })).toBeNull();
			expect(await headOf(store, room)).toBe(5);
		});

		test("a message carries files of its author's, each once; they are of its room from then on", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			await store.createFile({ file: FILE, owner: asha.id, ...UPLOAD });
			await store.createFile({ file: { ...FILE, id: "file-2" }, owner: asha.id, ...UPLOAD });
			await store.setFilePreview({
				file: "file-2",
				owner: asha.id,
				previewHash: "small",
				previewSize: 1,
				width: 4,
				height: 3,
				maxTotalBytes: UPLOAD.maxTotalBytes,
			});
			const send = (author: typeof asha, files: string[]) =>
				store.postMessage({ room, author, body: "", nonce: null, at: AT, files });
			expect(await codeOf(send(jun, ["file-1"]))).toBe("not_found");
			expect(await codeOf(send(asha, ["file-1", "file-1"]))).toBe("not_found");
			const { change } = await send(asha, ["file-2", "file-1"]);
			const files = [{ ...FILE, id: "file-2", width: 4, height: 3, preview: true as const }, FILE];
			expect(change.message).toMatchObject({ seq: 3, files });
			expect(await store.message(room, 3)).toEqual(change.message);
			expect((await store.file("file-1"))?.room).toBe(room);
			expect(await codeOf(send(asha, ["file-1"]))).toBe("not_found");
			expect(await headOf(store, room)).toBe(3);
		});

		test("with a deleted message go its reactions, pin, files and their blobs, mentions, saved places", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			await store.createFile({ file: FILE, owner: asha.id, ...UPLOAD });
			const place = { room, seq: 3, at: AT };
			await store.postMessage({
				room,
				author: asha,
				body: "@jun",
				nonce: "nonce-01",
				at: AT,
				mentions: [jun.id],
				files: [FILE.id],
				everyone: "room",
			});
			await store.react({ ...place, by: jun, emoji: "👍", on: true });
			await store.pin({ ...place, by: jun, on: true });
			await store.saveMessage({ ...place, user: jun.id, on: true });
			await store.setLinks({ ...place, body: "@jun", links: [{ url: "https://example.org/", title: "x" }] });
			const heard = listen(store);
			const change = await store.deleteMessage({ ...place, by: asha, anyone: false });
			expect(change?.kind).toEqual({ type: "deleted" });
			expect(change?.message).toEqual({
				seq: 3,
				rev: 7,
				at: AT,
				kind: "text",
				author: asha,
				body: "",
				deleted: true,
				nonce: "nonce-01",
			});
			expect(heard).toContainEqual({ type: "saved", user: jun.id, room, seq: 3, on: false });
			expect(changesIn(heard, room)).toHaveLength(1);
			expect(await store.saved(jun.id, 10)).toEqual([]);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ unread: 0, mentions: 0 });
			expect((await store.inbox(jun.id, 10)).mentions).toEqual([]);
			expect(await store.file(FILE.id)).toBeNull();
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual(["hash-1"]);
		});

		test("a blob that another message, or somebody's picture, has as well is kept", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			for (const id of ["file-1", "file-2"]) {
				await store.createFile({ file: { ...FILE, id }, owner: asha.id, ...UPLOAD });
				await store.postMessage({ room, author: asha, body: "", nonce: null, at: AT, files: [id] });
			}
			const remove = (seq: number) => store.deleteMessage({ room, seq, by: asha, anyone: false, at: AT });
			await remove(2);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([]);
			await store.setProfile({ user: asha.id, picture: "hash-1" });
			await remove(3);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([]);
			await store.setProfile({ user: asha.id, picture: null });
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual(["hash-1"]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual([]);
		});

		test("in an archived room nothing is said, edited, reacted to or pinned; deleting and reading go on", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			await post(store, room, asha, "one");
			await store.archiveRoom({ room, by: asha, on: true, at: AT });
			const place = { room, seq: 2, by: asha, at: AT };
			const refused = [
				post(store, room, asha, "two"),
				store.editMessage({ ...place, body: "one!" }),
				store.react({ ...place, emoji: "👍", on: true }),
				store.pin({ ...place, on: true }),
				store.setTopic({ room, by: asha, topic: "crabs", at: AT }),
			];
			expect(await Promise.all(refused.map(codeOf))).toEqual(Array(5).fill("room_archived"));
			await store.markRead({ room, user: asha.id, seq: 3 });
			expect(await store.deleteMessage({ ...place, anyone: false })).toMatchObject({ message: { deleted: true } });
			await store.archiveRoom({ room, by: asha, on: false, at: AT });
			expect((await post(store, room, asha, "three")).change.message.seq).toBe(6);
		});

		test("with a cleared room go its threads, mentions, saved places, former texts and files", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			const other = await createRoom(store, jun, "other");
			await post(store, other, jun, "stays");
			await store.saveMessage({ room: other, seq: 2, user: jun.id, on: true, at: AT });
			await store.createFile({ file: FILE, owner: asha.id, ...UPLOAD });
			const input = { room, author: asha, body: "@jun", nonce: null, at: AT, mentions: [jun.id] };
			await store.postMessage({ ...input, files: [FILE.id] });
			await store.postMessage({ ...input, thread: 3 });
			await store.editMessage({ room, seq: 3, by: asha, body: "changed", at: AT });
			await store.react({ room, seq: 3, by: jun, emoji: "👍", on: true, at: AT });
			await store.saveMessage({ room, seq: 3, user: jun.id, on: true, at: AT });
			await store.setDraft({ user: jun.id, draft: { room, thread: 3, body: "half" }, at: AT });
			await store.setDraft({ user: jun.id, draft: { room, body: "room's" }, at: AT });
			const heard = listen(store);
			await store.clearRoom({ room, at: AT });
			expect(heard).toContainEqual({ type: "saved", user: jun.id, room, seq: 3, on: false });
			expect(heard).toContainEqual({ type: "draft", user: jun.id, draft: { room, thread: 3, body: "" } });
			expect(await store.inbox(jun.id, 10)).toEqual({ threads: [], mentions: [] });
			expect(await store.saved(jun.id, 10)).toMatchObject([{ room: other }]);
			expect(await store.edits(room, 3)).toEqual([]);
			expect(await store.drafts(jun.id)).toEqual([{ room, body: "room's" }]);
			expect(await store.takeUnusedBlobs({ limit: 10 })).toEqual(["hash-1"]);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ unread: 0, mentions: 0 });
			const stranger = await createAccount(store, "stranger");
			expect(await store.thread(stranger.id, room, 3, null, 10)).toBeNull();
		});
	});
}
