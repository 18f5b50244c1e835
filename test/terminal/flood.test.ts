import { setDefaultTimeout, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(120_000);

const UNDER_WAY = 50;
const WORDS = "still-here";

/** Says one thing after the other as fast as the server takes it; the answer is how to stop, and what was said last. */
function talk(client: Client): () => Promise<string> {
	const lobby = lobbyOf(client);
	let count = 0;
	let isOver = false;
	async function go(): Promise<void> {
		while (!isOver) {
			for (let n = 0; n < UNDER_WAY; n++) client.post(lobby.id, `message ${++count}`);
			await until(() => client.outbox.value.length < UNDER_WAY, `${count} messages`);
		}
		await until(() => client.outbox.value.length === 0, "the last message");
	}
	const gone = go();
	return async () => {
		isOver = true;
		await gone;
		return `message ${count}`;
	};
}

test("while one message chases the other, what one types is shown, the screen keeps up, and it counts as read", async () => {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const elsewhere = await connect(server.url, "asha", await signUp(server.url, "asha"));
	await using terminal = await seat(server.url, "asha");
	const stop = talk(ben);
	await terminal.sees(/message \d{3}/);
	for (let length = 1; length <= WORDS.length; length++) {
		await terminal.type(WORDS.slice(length - 1, length));
		await terminal.sees(`> ${WORDS.slice(0, length)}`);
	}
	const read = lobbyOf(elsewhere).readSeq;
	const before = read.peek();
	await until(() => read.value > before, "what is read while more comes in");
	await terminal.sees(await stop());
	await until(() => lobbyOf(elsewhere).unread.value === 0, "nothing unread elsewhere");
	ben.stop();
	elsewhere.stop();
});
