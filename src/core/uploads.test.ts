import { expect, test } from "bun:test";
import { createLocalBus } from "../bus/local-bus.ts";
import type { Blobs, Received } from "./blobs.ts";
import { type Incoming, Uploads } from "./uploads.ts";

/** A disk with room for so many bytes, on which nothing else is written. */
function diskOf(bytes: number): Blobs {
	let free = bytes;
	return {
		async receive(content, check): Promise<Received> {
			let size = 0;
			for await (const piece of content) {
				size += piece.length;
				free -= piece.length;
				await check(size);
			}
			return { hash: "", size, head: new Uint8Array(), keep: async () => {}, discard: async () => {} };
		},
		freeBytes: async () => free,
		look: async () => null,
		remove: async () => {},
		async *hashes() {},
	};
}

function uploader(id: number) {
	return { id: null, account: { id, name: `p-${id}`, role: "member" as const } };
}

/** Its first half is there at once, its second when `go` is over. */
function slowly(length: number, go: Promise<void>): Incoming {
	async function* halves(): AsyncIterable<Uint8Array> {
		yield new Uint8Array(length / 2);
		await go;
		yield new Uint8Array(length / 2);
	}
	return { length, content: halves() };
}

test("what others have announced and not yet sent has its room on the disk, and no more than that", async () => {
	const bus = createLocalBus(() => {});
	const uploads = new Uploads({ blobs: diskOf(200), bus }, 100);
	const go = Promise.withResolvers<void>();
	const receive = (id: number, length: number) => uploads.receiveFile(uploader(id), slowly(length, go.promise), 1000);
	const underWay = [receive(1, 40), receive(2, 40)];
	await expect(receive(3, 40)).rejects.toMatchObject({ code: "storage_failed" });
	underWay.push(receive(3, 20));
	go.resolve();
	expect((await Promise.all(underWay)).map(({ size }) => size)).toEqual([40, 40, 20]);
	await expect(receive(1, 2)).rejects.toMatchObject({ code: "storage_failed" });
	await bus.close();
});
