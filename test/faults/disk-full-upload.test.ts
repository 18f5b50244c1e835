import { afterAll, expect, test } from "bun:test";
import { blobsIn, get, pathOf, tryUpload, unannounced, upload } from "../support/files.ts";
import { startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { limitFileSize, mountSmallDisk, type SmallDisk } from "./small-disk.ts";

const MB = 1024 * 1024;

const mounted = await mountSmallDisk();
const disks: [string, SmallDisk][] = [["a limit on file sizes", await limitFileSize()]];
if (mounted) disks.push(["a disk of 4 MB", mounted]);

afterAll(async () => {
	for (const [, disk] of disks) await disk.remove();
});

test.each(disks)("%s that is full in the middle of an upload fails that and nothing else", async (_, disk) => {
	const { data, prefix } = disk;
	await using server = await startParlour({ data, prefix, args: ["--unlimited", "--keep-free", "0"] });
	const { url } = server;
	const token = await signUp(url, "asha");
	await using socket = await RawSocket.enter(url, token);
	const kept = await upload(url, token, { body: "before" });
	const before = await blobsIn(data);

	const refused = await tryUpload(url, token, { body: unannounced(6 * MB) });
	expect([refused.status, await refused.json()]).toMatchObject([503, { code: "storage_failed" }]);
	await server.printed(/Storage failed: files: /);
	expect(await blobsIn(data)).toEqual(before);

	const posted = await socket.ask({ t: "post", room: 1, nonce: "nonce-01", body: "", files: [kept.id] });
	expect(posted.t).toBe("posted");
	const after = await upload(url, token, { body: "after" });
	expect(await (await get(url, token, pathOf(kept))).text()).toBe("before");
	expect(await (await get(url, token, pathOf(after))).text()).toBe("after");
	expect(server.process.exitCode).toBe(null);
});
