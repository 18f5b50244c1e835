import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect, type Socket } from "node:net";
import * as v from "valibot";
import { errorReply } from "../../src/protocol/http.ts";
import { eventually } from "../support/eventually.ts";
import { bearer, blobsIn, tryUpload, unannounced, upload } from "../support/files.ts";
import { makeDataFolder, type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const MB = 1024 * 1024;

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--max-file", "1", "--max-files-per-person", "3", "--keep-free", "0"] });
});
afterAll(() => server[Symbol.asyncDispose]());

function newToken(): Promise<string> {
	return signUp(server.url, `p-${crypto.randomUUID().slice(0, 8)}`);
}

async function refusal(response: Response): Promise<[number, { code: string; message: string }]> {
	return [response.status, v.parse(errorReply, await response.json())];
}

/** An upload whose end has not come. */
async function halfUpload(token: string, of: RunningParlour = server): Promise<Socket> {
	const before = (await blobsIn(of.data)).length;
	const socket = connect({ host: "127.0.0.1", port: of.port });
	socket.on("error", () => {});
	socket.write(
		`POST /api/files?name=half HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Length: 500000\r\n\r\n`,
	);
	socket.write(new Uint8Array(250_000));
	await eventually(async () => (await blobsIn(of.data)).length > before, "it has begun");
	return socket;
}

test("a file is as large as the host allows, and no larger, announced or not", async () => {
	const token = await newToken();
	const before = await blobsIn(server.data);
	for (const body of [new Uint8Array(MB + 1), unannounced(MB + 1), new Uint8Array(20 * MB), unannounced(20 * MB)]) {
		const [status, { code, message }] = await refusal(await tryUpload(server.url, token, { body }));
		expect([status, code, message]).toEqual([413, "file_too_large", "Cannot take this file: it has more than 1 MB"]);
	}
	expect(await blobsIn(server.data)).toEqual(before);
	expect((await upload(server.url, token, { body: new Uint8Array(MB) })).size).toBe(MB);
	expect((await upload(server.url, token, { body: unannounced(MB) })).size).toBe(MB);
});

test("a person's files have a limit together, and another's count apart", async () => {
	const [token, other] = [await newToken(), await newToken()];
	for (const fill of [1, 2, 3]) await upload(server.url, token, { body: new Uint8Array(MB).fill(fill) });
	const before = await blobsIn(server.data);
	for (const body of ["x", unannounced(1000)]) {
		const [status, { code, message }] = await refusal(await tryUpload(server.url, token, { body }));
		expect([status, code]).toEqual([507, "quota_exceeded"]);
		expect(message).toContain("one person");
	}
	expect(await blobsIn(server.data)).toEqual(before);
	await upload(server.url, other, { body: "x" });
});

test("a person sends three files at once, and the next when one is done", async () => {
	const token = await newToken();
	const halves = [await halfUpload(token), await halfUpload(token), await halfUpload(token)];
	const response = await tryUpload(server.url, token, { body: "x" });
	expect(response.headers.get("retry-after")).toBe("1");
	expect(await refusal(response)).toMatchObject([429, { code: "rate_limited" }]);
	expect((await tryUpload(server.url, await newToken(), { body: "x" })).status).toBe(200);
	halves.pop()?.destroy();
	await eventually(async () => (await tryUpload(server.url, token, { body: "x" })).status === 200, "there is room");
	for (const half of halves) half.destroy();
});

test("an upload that is cut off leaves nothing", async () => {
	const token = await newToken();
	const before = await blobsIn(server.data);
	const half = await halfUpload(token);
	half.resetAndDestroy();
	await eventually(async () => (await blobsIn(server.data)).length === before.length, "it is gone");
	expect(await blobsIn(server.data)).toEqual(before);
});

test("a crash in the middle of an upload leaves nothing once the server is back", async () => {
	const data = await makeDataFolder();
	const args = ["--keep-free", "0"];
	const first = await startParlour({ data, args });
	const half = await halfUpload(await signUp(first.url, "asha"), first);
	await first.kill();
	half.destroy();
	expect(await blobsIn(data)).toHaveLength(1);
	await using _second = await startParlour({ data, args });
	expect(await blobsIn(data)).toEqual([]);
});

test("uploads leave the room on the disk that the host keeps, and the talk goes on", async () => {
	await using full = await startParlour({ args: ["--keep-free", "1000000000"] });
	const token = await signUp(full.url, "asha");
	const [status, { code, message }] = await refusal(await tryUpload(full.url, token, { body: "x" }));
	expect([status, code]).toEqual([503, "storage_failed"]);
	expect(message).toContain("disk is nearly full");
	expect(await blobsIn(full.data)).toEqual([]);
	await using socket = await RawSocket.enter(full.url, token);
	expect((await socket.ask({ t: "post", room: 1, nonce: "nonce-01", body: "ahoy" })).t).toBe("posted");
});

test("a host takes no files at all with --max-file 0", async () => {
	await using none = await startParlour({ args: ["--max-file", "0", "--keep-free", "0"] });
	const token = await signUp(none.url, "asha");
	const [status, { code, message }] = await refusal(await tryUpload(none.url, token, { body: "x" }));
	expect([status, code, message]).toEqual([413, "file_too_large", "Cannot take this file: this server takes none"]);
});

test("who uploads without end is slowed", async () => {
	const token = await newToken();
	let refused: Response | null = null;
	for (let sent = 0; sent < 150 && !refused; sent++) {
		const response = await tryUpload(server.url, token, { body: String(sent) });
		if (response.status !== 200) refused = response;
	}
	expect(await refusal(refused ?? expect.unreachable())).toMatchObject([429, { code: "rate_limited" }]);
});

test("a request that is no upload has at most 1 MB, and says so beforehand", async () => {
	const headers = { ...bearer(await newToken()), "Content-Type": "application/json" };
	const post = (path: string, body: NonNullable<RequestInit["body"]>) =>
		fetch(`${server.url}${path}`, { method: "POST", headers, body });
	const large = JSON.stringify({ name: "x".repeat(MB), password: "x" });
	expect(await refusal(await post("/api/login", large))).toMatchObject([413, { code: "file_too_large" }]);
	expect(await refusal(await post("/nothing", large))).toMatchObject([413, { code: "file_too_large" }]);
	expect(await refusal(await post("/api/login", unannounced(1000)))).toMatchObject([400, { code: "bad_request" }]);
});
