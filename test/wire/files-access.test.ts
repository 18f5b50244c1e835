import { afterAll, beforeAll, expect, test } from "bun:test";
import * as v from "valibot";
import type { File } from "../../src/protocol/entities.ts";
import { pictureReply } from "../../src/protocol/http.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { eventually } from "../support/eventually.ts";
import { bearer, blobsIn, get, PNG, pathOf, send, tryUpload, upload } from "../support/files.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { postJson, signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--keep-free", "0"] });
});
afterAll(() => server[Symbol.asyncDispose]());

interface Someone {
	token: string;
	socket: RawSocket;
}

async function someone(name: string): Promise<Someone> {
	const token = await signUp(server.url, `${name}-${crypto.randomUUID().slice(0, 8)}`);
	return { token, socket: await RawSocket.enter(server.url, token) };
}

async function privateRoom({ socket }: Someone): Promise<number> {
	const answer = await socket.ask({ t: "create", name: `r-${crypto.randomUUID().slice(0, 8)}`, visibility: "private" });
	if (answer.t !== "joined") throw new Error(`no room: ${JSON.stringify(answer)}`);
	return answer.room.id;
}

async function withPreview({ token }: Someone): Promise<File> {
	const file = await upload(server.url, token, { name: "sea.png", type: "image/png", body: PNG });
	const url = `${server.url}/api/files/${file.id}/preview?width=1&height=1`;
	expect((await fetch(url, { method: "POST", headers: bearer(token), body: PNG })).status).toBe(200);
	return file;
}

/** How the file and its preview answer. */
async function statuses(token: string, file: File): Promise<number[]> {
	const paths = [pathOf(file), `/files/${file.id}/preview`];
	return Promise.all(paths.map(async (path) => (await get(server.url, token, path)).status));
}

test("an upload is seen by nobody but its owner, until it is sent", async () => {
	const [asha, bela] = [await someone("asha"), await someone("bela")];
	const file = await withPreview(asha);
	expect(await statuses(asha.token, file)).toEqual([200, 200]);
	expect(await statuses(bela.token, file)).toEqual([404, 404]);
	await send(asha.socket, 1, file);
	expect(await statuses(bela.token, file)).toEqual([200, 200]);
});

test("a room's files are its members', from when they come until they leave", async () => {
	const [asha, bela] = [await someone("asha"), await someone("bela")];
	const room = await privateRoom(asha);
	const file = await withPreview(asha);
	await send(asha.socket, room, file);
	expect(await statuses(bela.token, file)).toEqual([404, 404]);
	const { me } = bela.socket.frames.find((frame) => frame.t === "welcome") ?? expect.unreachable();
	expect((await asha.socket.ask({ t: "invite", room, name: me.name })).t).toBe("done");
	expect(await statuses(bela.token, file)).toEqual([200, 200]);
	expect((await bela.socket.ask({ t: "leave", room })).t).toBe("done");
	expect(await statuses(bela.token, file)).toEqual([404, 404]);
	// Nor by what a browser has kept.
	const held = await get(server.url, asha.token, pathOf(file));
	const etag = held.headers.get("etag") ?? "";
	expect((await get(server.url, bela.token, pathOf(file), { "If-None-Match": etag })).status).toBe(404);
	expect((await asha.socket.ask({ t: "leave", room })).t).toBe("done");
	expect(await statuses(asha.token, file)).toEqual([404, 404]);
});

test("with its message a file is gone at once for everybody, and soon from the disk", async () => {
	const [asha, bela] = [await someone("asha"), await someone("bela")];
	const body = `gone ${crypto.randomUUID()}`;
	const file = await upload(server.url, asha.token, { body });
	const path = (await blobsIn(server.data)).find((path) => path.endsWith(sha256(body).slice(2)));
	expect(path).not.toBe(undefined);
	const seq = await send(asha.socket, 1, file);
	expect((await get(server.url, bela.token, pathOf(file))).status).toBe(200);
	expect((await asha.socket.ask({ t: "delete", room: 1, seq })).t).toBe("done");
	expect((await get(server.url, bela.token, pathOf(file))).status).toBe(404);
	expect((await get(server.url, asha.token, pathOf(file))).status).toBe(404);
	await eventually(async () => !(await blobsIn(server.data)).includes(path ?? ""), "the blob is removed");
});

function sha256(text: string): string {
	return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}

test("an ended session gets nothing at once, and no session never gets anything", async () => {
	const asha = await someone("asha");
	const file = await withPreview(asha);
	await send(asha.socket, 1, file);
	await fetch(`${server.url}/api/logout`, {
		method: "POST",
		headers: { ...bearer(asha.token), "Content-Type": "application/json" },
		body: "{}",
	});
	expect(await statuses(asha.token, file)).toEqual([401, 401]);
	expect(await statuses("", file)).toEqual([401, 401]);
	expect((await fetch(`${server.url}/api/files?name=x`, { method: "POST", body: "x" })).status).toBe(401);
	expect((await tryUpload(server.url, asha.token, { body: "x" })).status).toBe(401);
	expect((await postJson(server.url, "/api/picture", {})).status).toBe(401);
	expect((await fetch(`${server.url}/pictures/${"0".repeat(64)}`)).status).toBe(401);
});

test("the session ends while a file is under way, and the upload with it", async () => {
	const asha = await someone("asha");
	const logOut = () =>
		fetch(`${server.url}/api/logout`, {
			method: "POST",
			headers: { ...bearer(asha.token), "Content-Type": "application/json" },
			body: "{}",
		});
	let pieces = 0;
	const body = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				if (++pieces === 2) await logOut();
				if (pieces > 3) controller.close();
				else controller.enqueue(new Uint8Array(1000));
			},
		},
		{ highWaterMark: 0 },
	);
	const response = await tryUpload(server.url, asha.token, { body });
	expect([response.status, await response.json()]).toMatchObject([401, { code: "unauthorized" }]);
});

test("nobody sends, previews or drops a file of another", async () => {
	const [asha, bela] = [await someone("asha"), await someone("bela")];
	const file = await upload(server.url, asha.token, { name: "sea.png", type: "image/png", body: PNG });
	const attached = await bela.socket.ask({
		t: "post",
		room: 1,
		nonce: crypto.randomUUID(),
		body: "",
		files: [file.id],
	});
	expect(attached).toMatchObject({ t: "error", code: "not_found" });
	const preview = `${server.url}/api/files/${file.id}/preview?width=1&height=1`;
	expect((await fetch(preview, { method: "POST", headers: bearer(bela.token), body: PNG })).status).toBe(404);
	const drop = (token: string) =>
		fetch(`${server.url}/api/files/${file.id}`, { method: "DELETE", headers: bearer(token) });
	expect((await drop(bela.token)).status).toBe(200);
	expect((await get(server.url, asha.token, pathOf(file))).status).toBe(200);
	expect((await drop(asha.token)).status).toBe(200);
	expect((await get(server.url, asha.token, pathOf(file))).status).toBe(404);
});

test("a page of another site uploads nothing with the cookie of who visits it", async () => {
	const asha = await someone("asha");
	const headers = { Cookie: `parlour_session=${asha.token}`, "Content-Type": "text/plain" };
	const foreign = { ...headers, Origin: "https://evil.example" };
	const upload = (headers: Record<string, string>) =>
		fetch(`${server.url}/api/files?name=x`, { method: "POST", headers, body: "x" });
	expect((await upload(foreign)).status).toBe(403);
	expect((await upload({ ...headers, Origin: server.url })).status).toBe(200);
});

test("a picture is everybody's who is logged in, and only while somebody shows it", async () => {
	const [asha, bela] = [await someone("asha"), await someone("bela")];
	const setPicture = (body: Uint8Array<ArrayBuffer> | string) =>
		fetch(`${server.url}/api/picture`, { method: "POST", headers: bearer(asha.token), body });
	expect((await setPicture("<svg xmlns='http://www.w3.org/2000/svg'/>")).status).toBe(400);
	expect((await setPicture(new Uint8Array(501 * 1024))).status).toBe(413);
	const set = await setPicture(PNG);
	expect(set.status).toBe(200);
	const { picture } = v.parse(pictureReply, await set.json());
	const { profile } = await bela.socket.next("profile", ({ profile }) => profile.picture === picture);
	expect(profile.picture).toMatch(/^[0-9a-f]{64}$/);
	const shown = await get(server.url, bela.token, `/pictures/${picture}`);
	expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
	expect(shown.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
	expect(await shown.bytes()).toEqual(PNG);
	expect((await asha.socket.ask({ t: "profile", picture: null })).t).toBe("done");
	expect((await get(server.url, bela.token, `/pictures/${picture}`)).status).toBe(404);
	const attached = await upload(server.url, asha.token, { body: "an attachment, not a picture" });
	const hash = sha256("an attachment, not a picture");
	expect((await get(server.url, asha.token, `/pictures/${hash}`)).status).toBe(404);
	expect((await get(server.url, asha.token, "/pictures/..%2Fincoming")).status).toBe(404);
	expect(attached.size).toBe(28);
});

test("nobody on the way keeps what was refused, for it may be there the next time", async () => {
	const asha = await someone("asha");
	const file = await upload(server.url, asha.token, { body: "soon" });
	const refused = [
		await get(server.url, "", pathOf(file)),
		await get(server.url, (await someone("bela")).token, pathOf(file)),
		await get(server.url, asha.token, `/files/${file.id}/preview`),
		await get(server.url, asha.token, `/pictures/${"0".repeat(64)}`),
	];
	expect(refused.map(({ status }) => status)).toEqual([401, 404, 404, 404]);
	for (const { headers } of refused) expect(headers.get("cache-control")).toBe("no-store");
});

test("the log tells of uploads and refusals, and not how a file is called", async () => {
	const asha = await someone("asha");
	await upload(server.url, asha.token, { name: "secret-plan.csv", type: "text/csv", body: "a,b" });
	expect(await logged(server.data, /:upload .*text\/csv/)).toMatch(/user=.*asha-.*size="?3"?/);
	await tryUpload(server.url, asha.token, { name: "secret-plan.csv", body: new Uint8Array(101 * 1024 * 1024) });
	expect(await logged(server.data, /:upload refused .*file_too_large/)).toContain("address=");
	expect(await readDayLog(server.data)).not.toContain("secret-plan");
});
