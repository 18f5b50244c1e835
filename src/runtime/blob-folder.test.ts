import { afterEach, beforeEach, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limitFileSize } from "../../test/support/file-size-limit.ts";
import { openBlobFolder } from "./blob-folder.ts";

let folder: string;
let faults: string[];
const anything = () => {};

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "parlour-blobs-"));
	faults = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open() {
	return openBlobFolder(join(folder, "files"), (cause) => faults.push(cause));
}

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
	for (const text of texts) yield new TextEncoder().encode(text);
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

/** Every file below the folder. */
async function filesLeft(): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("a blob is known by its hash once it is kept, and can be read in parts", async () => {
	const blobs = open();
	const received = await blobs.receive(pieces("ahoy ", "", "sailor ".repeat(10)), anything);
	const text = `ahoy ${"sailor ".repeat(10)}`;
	const hash = sha256(text);
	expect(received).toMatchObject({ hash, size: 75 });
	expect(new TextDecoder().decode(received.head)).toBe(text.slice(0, 32));
	expect(await blobs.look(hash)).toBe(null);
	await received.keep();
	expect(await blobs.look(hash)).toEqual({ size: 75, head: received.head });
	expect(await blobs.part(hash, 5, 11).text()).toBe("sailor");
	expect(await filesLeft()).toEqual([hash.slice(2)]);
	expect((await stat(join(folder, "files", hash.slice(0, 2), hash.slice(2)))).mode & 0o777).toBe(0o600);
	await blobs.remove(hash);
	await blobs.remove(hash);
	expect(await blobs.look(hash)).toBe(null);
	expect(await filesLeft()).toEqual([]);
});

test("nothing is left of a blob whose content or check fails, or that is discarded", async () => {
	const blobs = open();
	async function* broken(): AsyncIterable<Uint8Array> {
		yield new Uint8Array(10);
		throw new Error("cut off");
	}
	await expect(blobs.receive(broken(), anything)).rejects.toThrow("cut off");
	const seen: number[] = [];
	const limited = blobs.receive(pieces("12345", "67890"), (bytes) => {
		seen.push(bytes);
		if (bytes > 5) throw new Error("too much");
	});
	await expect(limited).rejects.toThrow("too much");
	expect(seen).toEqual([5, 10]);
	await (await blobs.receive(pieces("x"), anything)).discard();
	expect(await filesLeft()).toEqual([]);
});

test("an empty blob is one too", async () => {
	const blobs = open();
	const received = await blobs.receive(pieces(), anything);
	await received.keep();
	expect(await blobs.look(sha256(""))).toEqual({ size: 0, head: new Uint8Array() });
});

test("the same content is kept once, and discarding one does nothing to the other", async () => {
	const blobs = open();
	const [one, two, three] = await Promise.all(["x", "x", "x"].map((text) => blobs.receive(pieces(text), anything)));
	await one?.keep();
	await two?.keep();
	await three?.discard();
	expect(await filesLeft()).toEqual([sha256("x").slice(2)]);
});

test("what was on its way when the server stopped is removed by the next start", async () => {
	const incoming = join(folder, "files", "incoming");
	await mkdir(incoming, { recursive: true });
	await Bun.write(join(incoming, "half"), "half of it");
	const kept = await open().receive(pieces("kept"), anything);
	await kept.keep();
	open();
	expect(await filesLeft()).toEqual([sha256("kept").slice(2)]);
	expect(faults).toEqual([]);
});

test("a disk that takes no more is told as storage_failed, and nothing is left", async () => {
	const blobs = open();
	using _full = limitFileSize(64 * 1024);
	const big = pieces(..."x".repeat(20), "x".repeat(100_000));
	await expect(blobs.receive(big, anything)).rejects.toMatchObject({ code: "storage_failed" });
	expect(faults).toHaveLength(1);
	expect(await filesLeft()).toEqual([]);
});

test("how much is free is told", async () => {
	expect(await open().freeBytes()).toBeGreaterThan(0);
});
