import { expect, test } from "bun:test";
import { ClassicClient, type Shown } from "../support/classic-client.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const ROUNDS = 6;

/** As Seat.lines gives them: the classic server leaves the name out where it is the same as before. */
function classicLines(shown: Shown[]): string[] {
	let last = "";
	return shown.map(({ kind, text }) => {
		if (kind === "system") {
			last = "";
			return text.replace(/[.!]$/, "");
		}
		const named = text.match(/^\[([^\]]+)\]: ([\s\S]*)$/);
		last = named?.[1] ?? last;
		return `${last}: ${named?.[2] ?? text}`;
	});
}

test(
	"two browsers and a classic client see every message once, all in one order, and who comes and goes",
	inBrowser(async ({ serve, newcomer, use }) => {
		const server = await serve();
		const asha = await newcomer(server.url, "Asha");
		const meiling = await newcomer(server.url, "美玲");
		const old = use(await ClassicClient.connect(server.classicPort));
		expect(await old.signUp("Classic")).toBe("<SYSTEM>Y");
		expect(await old.logIn("Classic")).toBe("<SYSTEM>Y");
		const heard = await old.untilText("Classic has joined the chat!");

		for (let round = 1; round <= ROUNDS; round++) {
			old.say(`👩‍👩‍👧‍👦 👍🏽 ${round}`);
			await Promise.all([asha.say(`नमस्ते दुनिया ${round}`), meiling.say(`你好，世界 ${round}`)]);
		}
		const expected = Array.from({ length: ROUNDS }, (_, index) => index + 1).flatMap((round) => [
			`Asha: नमस्ते दुनिया ${round}`,
			`美玲: 你好，世界 ${round}`,
			`Classic: 👩‍👩‍👧‍👦 👍🏽 ${round}`,
		]);
		for (const seat of [asha, meiling]) {
			await eventually(async () => expect((await seat.said()).toSorted()).toEqual(expected.toSorted()));
		}

		await meiling.button("Log out").click();
		await meiling.button("Log in").waitFor();
		heard.push(...(await old.untilText("美玲 has left the chat.")));
		await asha.see("你好，世界 6");
		old.say("<EXIT>");
		await eventually(async () => expect((await asha.lines()).at(-1)).toBe("Classic has left the chat"));

		// What is far above is drawn again once the log has come to rest at its end.
		const lines = await eventually(async () => {
			const lines = await asha.lines();
			expect(lines.filter((line) => !line.includes(": "))).toEqual([
				"Asha has joined the chat",
				"美玲 has joined the chat",
				"Classic has joined the chat",
				"美玲 has left the chat",
				"Classic has left the chat",
			]);
			return lines;
		});
		const welcome = heard.findIndex(({ text }) => text.startsWith("**** Welcome"));
		const all = classicLines(heard.toSpliced(welcome, 1));
		expect(all).toEqual(lines.slice(0, -1));

		// Who comes later reads the same, in the same order.
		await meiling.logIn("美玲");
		await eventually(async () => expect(await meiling.lines()).toEqual([...lines, "美玲 has joined the chat"]));
	}),
);

test(
	"each person's own messages keep the order in which they were sent, however fast they are typed",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const texts = Array.from({ length: 20 }, (_, index) => `quick ${index}`);
		for (const text of texts) await asha.say(text);
		for (const seat of [asha, bela]) {
			await eventually(async () => expect(await seat.said()).toEqual(texts.map((text) => `Asha: ${text}`)));
		}
	}),
);
