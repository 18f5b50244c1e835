import { expect, setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { newPerson, signUp, textsOf, until } from "../support/person.ts";
import { runChat, spawnChat } from "./support/script.ts";
import { makeHome } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("a script writes to somebody directly, replies in a thread, and reads what is replied", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "ci");
	const to = (...args: string[]) => [server.url, "--user", "ci", ...args];
	expect((await runChat(to("--room", "@ben"), { input: "4.0.0 is built\n" })).code).toBe(0);
	const direct = [...ben.rooms.peek().values()].find(({ info }) => info.peek().visibility === "direct");
	if (!direct) throw new Error("no direct room");
	await ben.open(direct);
	await until(() => textsOf(direct).includes("4.0.0 is built"), "ben is told");

	const root = direct.messages.peek().find(({ body }) => body === "4.0.0 is built")?.seq ?? 0;
	await using home = await makeHome();
	const child = spawnChat(to("--room", "@ben", "--thread", String(root), "--json", "--follow"), home.path);
	child.stdin.write("on three machines\n");
	child.stdin.flush();
	const thread = ben.thread(direct, root);
	await ben.openThread(thread);
	await until(() => thread.messages.value.some(({ body }) => body === "on three machines"), "the script replies");
	ben.post(direct.id, "not in the thread");
	ben.post(direct.id, "well done", { thread: root });
	const { value } = await child.stdout.getReader().read();
	const { room, author, body, thread: of } = JSON.parse(new TextDecoder().decode(value));
	expect({ room, author, body, of }).toEqual({ room: "ben", author: "ben", body: "well done", of: root });
	child.kill();
	await child.exited;

	const nobody = await runChat(to("--room", "@nobody"));
	expect(nobody).toMatchObject({ code: 4, err: expect.stringMatching(/^parlour: Cannot go to room @nobody: .*\n$/) });
	const nowhere = await runChat(to("--thread", "999"));
	expect(nowhere).toMatchObject({ code: 4, err: expect.stringMatching(/^parlour: Cannot go to thread 999: .*\n$/) });
	ben.stop();
});
