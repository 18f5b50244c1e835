import { afterAll, beforeAll, expect, test } from "bun:test";
import { createHash, randomBytes } from "node:crypto";
import { blobsIn, get, PNG, pathOf, send, tryUpload, upload } from "../support/files.ts";
import { mostResidentBytes } from "../support/most-resident-bytes.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const MB = 1024 * 1024;

let server: RunningParlour;
let token: string;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--keep-free", "0"] });
	token = await signUp(server.url, "asha");
});
afterAll(() => server[Symbol.asyncDispose]());

/** As a browser streams a file: no piece is made before the one before it was taken. */
function streamed(bytes: number, sha256: ReturnType<typeof createHash>): ReadableStream<Uint8Array> {
	let left = bytes;
	return new ReadableStream(
		{
			pull(controller) {
				if (left === 0) return controller.close();
				const piece = randomBytes(Math.min(left, 256 * 1024));
				left -= piece.length;
				sha256.update(piece);
				controller.enqueue(piece);
			},
		},
		{ highWaterMark: 1 },
	);
}

test("a file of 90 MB goes in and out as it is, without the server holding it in memory", async () => {
	// A first one, so that what is loaded once is loaded.
	await get(server.url, token, pathOf(await upload(server.url, token, { body: "small" })));
	const before = await mostResidentBytes(server.process.pid);
	const sent = createHash("sha256");
	const body = streamed(90 * MB, sent);
	const file = await upload(server.url, token, { name: "film.mp4", type: "video/mp4", body });
	expect(file).toEqual({
		id: expect.stringMatching(/^[\w-]{43}$/),
		name: "film.mp4",
		type: "video/mp4",
		size: 90 * MB,
	});
	const received = createHash("sha256");
	const response = await get(server.url, token, pathOf(file));
	expect(response.headers.get("content-length")).toBe(String(90 * MB));
	for await (const piece of response.body ?? []) received.update(piece);
	expect(received.digest("hex")).toBe(sent.digest("hex"));
	expect((await mostResidentBytes(server.process.pid)) - before).toBeLessThan(40 * MB);
});

test("a message carries its files to everybody in the room", async () => {
	const file = await upload(server.url, token, { name: "plan.txt", body: "north by east" });
	await using asha = await RawSocket.enter(server.url, token);
	await using bela = await RawSocket.enter(server.url, await signUp(server.url, "bela"));
	const seq = await send(asha, 1, file);
	const { messages } = await bela.next("messages", ({ messages }) => messages.some((message) => message.seq === seq));
	expect(messages.find((message) => message.seq === seq)?.files).toEqual([file]);
});

test("a preview is shown with its file, until the file is sent", async () => {
	const file = await upload(server.url, token, { name: "sea.png", type: "image/png", body: PNG });
	const setPreview = (body: Uint8Array<ArrayBuffer> | string, query = "width=4000&height=3000") =>
		fetch(`${server.url}/api/files/${file.id}/preview?${query}`, {
			method: "POST",
			headers: { Authorization: `Bearer ${token}`, "Content-Type": "image/png" },
			body,
		});
	expect((await get(server.url, token, `/files/${file.id}/preview`)).status).toBe(404);
	expect((await setPreview("<svg xmlns='http://www.w3.org/2000/svg'/>")).status).toBe(400);
	expect((await setPreview(PNG, "width=0&height=1")).status).toBe(400);
	expect((await setPreview(PNG, "width=20001&height=1")).status).toBe(400);
	expect((await setPreview(PNG, "width=1")).status).toBe(400);
	const vast = PNG.slice().fill(0x7f, 16, 24);
	expect((await setPreview(vast)).status).toBe(400);
	const tooLarge = await setPreview(new Uint8Array(301 * 1024));
	expect([tooLarge.status, await tooLarge.json()]).toMatchObject([413, { code: "file_too_large" }]);
	const set = await setPreview(PNG);
	expect([set.status, await set.json()]).toEqual([
		200,
		{ file: { ...file, width: 4000, height: 3000, preview: true } },
	]);
	const shown = await get(server.url, token, `/files/${file.id}/preview`);
	expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
	expect(await shown.bytes()).toEqual(PNG);
	await using asha = await RawSocket.enter(server.url, token);
	await send(asha, 1, file);
	expect((await setPreview(PNG)).status).toBe(404);
});

test("a range is a part, a wrong one is told, and one of another content gives the whole", async () => {
	const file = await upload(server.url, token, { name: "a.mp4", type: "video/mp4", body: "0123456789" });
	const part = await get(server.url, token, pathOf(file), { Range: "bytes=2-4" });
	expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
	expect(part.headers.get("accept-ranges")).toBe("bytes");
	const end = await get(server.url, token, pathOf(file), { Range: "bytes=-3" });
	expect([end.status, end.headers.get("content-range"), await end.text()]).toEqual([206, "bytes 7-9/10", "789"]);
	const beyond = await get(server.url, token, pathOf(file), { Range: "bytes=10-" });
	expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
	const etag = part.headers.get("etag") ?? "";
	const same = await get(server.url, token, pathOf(file), { Range: "bytes=0-0", "If-Range": etag });
	expect([same.status, await same.text()]).toEqual([206, "0"]);
	const other = await get(server.url, token, pathOf(file), { Range: "bytes=0-0", "If-Range": '"other"' });
	expect([other.status, await other.text()]).toEqual([200, "0123456789"]);
	const several = await get(server.url, token, pathOf(file), { Range: "bytes=0-0,2-2" });
	expect([several.status, await several.text()]).toEqual([200, "0123456789"]);
});

test("what a browser holds already is not sent again, but asked for each time", async () => {
	const file = await upload(server.url, token, { body: "held" });
	const first = await get(server.url, token, pathOf(file));
	expect(first.headers.get("cache-control")).toBe("private, no-cache");
	const etag = first.headers.get("etag") ?? "";
	expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
	const again = await get(server.url, token, pathOf(file), { "If-None-Match": `"x", ${etag}` });
	expect([again.status, await again.text()]).toEqual([304, ""]);
	expect((await get(server.url, token, pathOf(file), { "If-None-Match": '"x"' })).status).toBe(200);
});

test("a head of a file tells its size", async () => {
	const file = await upload(server.url, token, { body: "headed" });
	const headers = { Authorization: `Bearer ${token}` };
	const head = await fetch(`${server.url}${pathOf(file)}`, { method: "HEAD", headers });
	expect([head.status, head.headers.get("content-length")]).toEqual([200, "6"]);
	// Only a GET has ranges.
	const part = { ...headers, Range: "bytes=0-1" };
	const whole = await fetch(`${server.url}${pathOf(file)}`, { method: "HEAD", headers: part });
	expect([whole.status, whole.headers.get("content-length")]).toEqual([200, "6"]);
	expect([whole.headers.get("accept-ranges"), whole.headers.has("content-range")]).toEqual(["bytes", false]);
});

test("an empty file is a file", async () => {
	const file = await upload(server.url, token, { body: "" });
	expect(file.size).toBe(0);
	const response = await get(server.url, token, pathOf(file), { Range: "bytes=0-" });
	expect(response.status).toBe(416);
	expect(await (await get(server.url, token, pathOf(file))).text()).toBe("");
});

test("a name is no path, and a type is one", async () => {
	const odd = await upload(server.url, token, { name: "../../\u202eetc/pass\nwd", type: "nonsense", body: "x" });
	expect(odd).toMatchObject({ name: "passwd", type: "application/octet-stream" });
	const nameless = await tryUpload(server.url, token, { name: "", body: "x" });
	expect(await nameless.json()).toMatchObject({ file: { name: "file" } });
});

test("the same content is on the disk once, and stays while anybody has it", async () => {
	const body = `shared ${crypto.randomUUID()}`;
	const hash = createHash("sha256").update(body).digest("hex");
	const kept = async () => (await blobsIn(server.data)).filter((path) => path.endsWith(hash.slice(2))).length;
	const carol = await signUp(server.url, "carol");
	const [one, two] = [await upload(server.url, token, { body }), await upload(server.url, carol, { body })];
	expect(await kept()).toBe(1);
	await using asha = await RawSocket.enter(server.url, token);
	const seq = await send(asha, 1, one);
	await asha.ask({ t: "delete", room: 1, seq });
	expect((await get(server.url, token, pathOf(one))).status).toBe(404);
	expect(await (await get(server.url, carol, pathOf(two))).text()).toBe(body);
});
