import { afterAll, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, postJson, signUp, textsOf, until } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { limitFileSize, mountSmallDisk, type SmallDisk } from "./small-disk.ts";
import { freshLog } from "./whole-log.ts";

const mounted = await mountSmallDisk();
const disks: [string, SmallDisk][] = [["a limit on file sizes", await limitFileSize()]];
if (mounted) disks.push(["a disk of 4 MB", mounted]);

afterAll(async () => {
	for (const [, disk] of disks) await disk.remove();
});

test.each(disks)(
	"%s that is full fails posts and nothing else, and works again when there is room",
	async (_, disk) => {
		const { data, prefix } = disk;
		const args = ["--unlimited", "--announce", "off"];
		const first = await startParlour({ data, prefix, args });
		const { url, port } = first;
		try {
			const token = await signUp(url, "writer");
			const writer = await RawSocket.enter(url, token);
			const readerToken = await signUp(url, "reader");
			const reader = await connect(url, "reader", readerToken);
			const acked: string[] = [];
			let number = 0;
			let edits = 0;
			const post = async (batch: number, size: number) => {
				const bodies = Array.from({ length: batch }, () => `${++number} ${"x".repeat(size)}`);
				const answers = await Promise.all(
					bodies.map((body) => writer.ask({ t: "post", room: 1, nonce: crypto.randomUUID(), body })),
				);
				acked.push(...bodies.filter((_, index) => answers[index]?.t === "posted"));
				return answers.flatMap((answer) => (answer.t === "error" ? [answer.code] : []));
			};

			expect(await post(50, 100)).toEqual([]);
			await disk.fill();
			const codes = new Set<string>();
			await eventually(async () => {
				for (const code of await post(20, 7000)) codes.add(code);
				return codes.size > 0;
			}, "a post fails");
			await disk.fill();
			// Room for a small one may have been left.
			await eventually(async () => (await post(5, 10)).length === 5, "every post fails");
			expect([...codes]).toEqual(["storage_failed"]);
			const failed = await writer.ask({ t: "post", room: 1, nonce: crypto.randomUUID(), body: "no room" });
			expect(failed).toMatchObject({
				t: "error",
				code: "storage_failed",
				message: expect.stringContaining("try again"),
			});
			await eventually(async () => {
				const body = `edited ${++number}`;
				const answer = await writer.ask({ t: "edit", room: 1, seq: 1, body });
				if (answer.t === "done") {
					acked[0] = body;
					edits++;
				}
				return answer.t === "error" && answer.code === "storage_failed";
			}, "every edit fails");

			// Everything that only reads goes on, for those who are here and for who comes.
			await until(() => textsOf(lobbyOf(reader)).length === acked.length, "all that was acknowledged was delivered");
			await until(() => textsOf(lobbyOf(reader))[0] === acked[0], "and the edits too");
			expect(textsOf(lobbyOf(reader))).toEqual(acked);
			expect(reader.connection.peek().state).toBe("online");
			expect((await writer.ask({ t: "history", room: 1 })).t).toBe("page");
			expect((await fetch(`${url}/health`)).status).toBe(200);
			const held = (await freshLog(url, "reader", readerToken)).map(({ body }) => body);
			expect(held).toEqual(acked);
			// A log-in writes less than a post: it may still find room.
			await eventually(async () => {
				const answer = await postJson(url, "/api/login", { name: "reader", password: PASSWORD });
				if (answer.ok) return false;
				expect([answer.status, await answer.json()]).toMatchObject([503, { code: "storage_failed" }]);
				return true;
			}, "every log-in fails");
			await first.printed(/Storage failed: .+/);
			if (disk.holdsLog) {
				// What the file cannot take stands on the host's screen.
				await eventually(async () => {
					await fetch(`${url}/api/login`, {
						method: "POST",
						headers: { "Content-Type": "application/json" },
						body: JSON.stringify({ name: "nobody".repeat(10), password: "wrong" }),
					});
					return /Cannot write the log in .+ The server goes on/.test(first.output());
				}, "the trouble with the log is told");
			}

			await disk.makeRoom(first.process.pid);
			expect(await post(1, 10)).toEqual([]);
			expect(await post(20, 1000)).toEqual([]);
			await until(() => textsOf(lobbyOf(reader)).length === acked.length, "live again");
			expect(textsOf(lobbyOf(reader))).toEqual(acked);
			expect(first.process.exitCode).toBe(null);
			expect(reader.connection.peek().state).toBe("online");

			await first.kill();
			await using second = await startParlour({ data, port, args });
			const log = await freshLog(second.url, "reader", readerToken);
			expect(log.map(({ body }) => body)).toEqual(acked);
			await using again = await RawSocket.enter(second.url, token);
			const next = await again.ask({ t: "post", room: 1, nonce: "the-next-number", body: "next" });
			expect(next).toMatchObject({ t: "posted", seq: acked.length + edits + 1 });
			reader.stop();
			writer.close();
		} finally {
			await first.kill();
		}
	},
);
