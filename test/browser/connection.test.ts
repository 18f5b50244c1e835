import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { makeDataFolder } from "../support/parlour.ts";
import { eventually } from "./support/eventually.ts";
import { layLine } from "./support/line.ts";
import type { Seat } from "./support/seat.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

async function keptFolder({ onEnd }: Stage): Promise<string> {
	const data = await makeDataFolder();
	onEnd(() => rm(data, { recursive: true, force: true }));
	return data;
}

/** The browser tells on its console of every attempt that fails. */
function withoutServer(...seats: Seat[]): void {
	for (const seat of seats) seat.expectComplaint(/WebSocket connection to .* failed|net::ERR_/);
}

async function reconnecting(seat: Seat): Promise<void> {
	await seat.page.getByRole("status").filter({ hasText: "Reconnecting…" }).waitFor();
}

async function online(seat: Seat): Promise<void> {
	await seat.page.getByText("Reconnecting…").waitFor({ state: "detached" });
}

function mark(seat: Seat): Promise<void> {
	return seat.page.evaluate(() => void Object.assign(window, { sameDocument: true }));
}

function isMarked(seat: Seat): Promise<boolean> {
	return seat.page.evaluate(() => "sameDocument" in window);
}

test(
	"a killed server comes back: all return by themselves, and what was sent meanwhile goes out once and in order",
	inBrowser(async (stage) => {
		const data = await keptFolder(stage);
		const server = await stage.serve({ data });
		const asha = await stage.newcomer(server.url, "Asha");
		const bela = await stage.newcomer(server.url, "Bela");
		withoutServer(asha, bela);
		await asha.say("before");
		await bela.see("before");
		for (const seat of [asha, bela]) await mark(seat);
		await asha.composer.fill("half a thou");

		await server.kill();
		for (const seat of [asha, bela]) await reconnecting(seat);
		expect(await asha.composer.inputValue()).toBe("half a thou");
		const texts = ["one", "two", "three", "four", "five"];
		for (const text of texts) await asha.say(text);
		await asha.composer.fill("typed on meanwhile");
		expect((await asha.said()).slice(1)).toEqual(texts.map((text) => `Asha: ${text}`));

		await stage.serve({ data, port: server.port });
		for (const seat of [asha, bela]) {
			await online(seat);
			await eventually(async () =>
				expect(await seat.said()).toEqual(["before", ...texts].map((text) => `Asha: ${text}`)),
			);
			expect(await isMarked(seat)).toBe(true);
		}
		expect(await asha.composer.inputValue()).toBe("typed on meanwhile");
		await bela.say("and on it goes");
		await asha.see("and on it goes");
		expect((await asha.lines()).filter((line) => /joined|left/.test(line))).toEqual([
			"Asha has joined the chat",
			"Bela has joined the chat",
		]);
	}),
);

test(
	"messages that are on their way when the server is killed come out once each, in order",
	inBrowser(async (stage) => {
		const data = await keptFolder(stage);
		const server = await stage.serve({ data, args: ["--unlimited"] });
		const asha = await stage.newcomer(server.url, "Asha");
		const bela = await stage.newcomer(server.url, "Bela");
		withoutServer(asha, bela);
		const texts = Array.from({ length: 30 }, (_, index) => `number ${index}`);
		for (const [index, text] of texts.entries()) {
			await asha.say(text);
			if (index === 14) void server.kill();
		}
		await reconnecting(asha);
		await stage.serve({ data, port: server.port, args: ["--unlimited"] });
		for (const seat of [asha, bela]) {
			await eventually(async () => expect(await seat.said()).toEqual(texts.map((text) => `Asha: ${text}`)), 30_000);
		}
	}),
);

test(
	"what was sent while the server was away outlives the page: it goes out, once, when somebody opens it again",
	inBrowser(async (stage) => {
		const data = await keptFolder(stage);
		const server = await stage.serve({ data });
		const asha = await stage.newcomer(server.url, "Asha");
		const tab = await stage.anotherTab(asha);
		withoutServer(asha, tab);
		await tab.composer.waitFor();
		await server.kill();
		await reconnecting(tab);
		await tab.say("from one tab");
		await asha.toFront();
		await asha.say("from the other");
		for (const seat of [asha, tab]) await seat.page.close();

		await stage.serve({ data, port: server.port });
		const again = await stage.anotherTab(asha);
		const all = ["Asha: from one tab", "Asha: from the other"];
		await eventually(async () => expect((await again.said()).toSorted()).toEqual(all));
		await again.page.reload();
		await again.see("from the other");
		expect((await again.said()).toSorted()).toEqual(all);
	}),
);

test(
	"a browser whose line is cut comes back at once with the network, has what was said, and sends what it wrote once",
	inBrowser(async ({ serve, newcomer, use }) => {
		const server = await serve();
		const line = use(await layLine(server.port));
		const asha = await newcomer(server.url, "Asha");
		const bela = await newcomer(line.url, "Bela");
		withoutServer(bela);
		await asha.say("before");
		await bela.see("before");
		await mark(bela);
		await bela.context.setOffline(true);
		line.cut();
		await reconnecting(bela);
		await asha.say("while Bela was away");
		await bela.say("written in the tunnel");
		await asha.see("while Bela was away");
		expect(await asha.said()).toHaveLength(2);
		line.mend();
		await bela.context.setOffline(false);
		for (const seat of [asha, bela]) {
			await eventually(async () =>
				expect(await seat.said()).toEqual(["Asha: before", "Asha: while Bela was away", "Bela: written in the tunnel"]),
			);
		}
		await online(bela);
		expect(await isMarked(bela)).toBe(true);
		// Somebody back within a minute is not announced.
		expect((await asha.lines()).filter((text) => text.startsWith("Bela has"))).toEqual(["Bela has joined the chat"]);
	}),
);

test(
	"“Try now” connects without waiting for the next attempt",
	inBrowser(async ({ serve, newcomer, use }) => {
		const server = await serve();
		const line = use(await layLine(server.port));
		const asha = await newcomer(line.url, "Asha");
		withoutServer(asha);
		let attempts = 0;
		asha.page.on("websocket", () => attempts++);
		line.cut();
		await reconnecting(asha);
		// After so many attempts the next one is so far off that the button is pressed before it.
		await eventually(async () => expect(attempts).toBeGreaterThanOrEqual(4), 30_000);
		line.mend();
		await asha.button("Try now").click();
		await online(asha);
		await asha.say("here again");
		await asha.see("here again");
	}),
);

test(
	"a stop by the host and a new start bring everybody back too, edits and deletions made meanwhile with it",
	inBrowser(async (stage) => {
		const data = await keptFolder(stage);
		const server = await stage.serve({ data });
		const asha = await stage.newcomer(server.url, "Asha");
		const bela = await stage.newcomer(server.url, "Bela");
		withoutServer(asha, bela);
		for (const text of ["stays", "to edit", "to delete"]) await asha.say(text);
		await bela.see("to delete");
		server.type("<EXIT>");
		await server.process.exited;
		for (const seat of [asha, bela]) await reconnecting(seat);

		// Bela's browser hears nothing until the changes are made.
		await bela.context.setOffline(true);
		await stage.serve({ data, port: server.port });
		await online(asha);
		await asha.composer.press("ArrowUp");
		await asha.textbox("Edit message").fill("");
		await asha.textbox("Edit message").press("Enter");
		await asha.dialog().getByRole("button", { name: "Delete message" }).click();
		await asha.see("message deleted");
		await asha.composer.press("ArrowUp");
		await asha.textbox("Edit message").fill("edited");
		await asha.textbox("Edit message").press("Enter");
		await asha.see("(edited)");
		await bela.context.setOffline(false);
		await eventually(async () =>
			expect(await bela.said()).toEqual([
				"Asha: stays",
				expect.stringMatching(/^Asha: edited\s*\(edited\)$/),
				"Asha: message deleted",
			]),
		);
	}),
);

test(
	"a session that the host ended while the browser was away shows the log-in screen at the next connection",
	inBrowser(async (stage) => {
		const server = await stage.serve();
		const line = stage.use(await layLine(server.port));
		const asha = await stage.newcomer(line.url, "Asha");
		withoutServer(asha);
		line.cut();
		await reconnecting(asha);
		server.type("kick Asha");
		await server.printed(/every session of Asha/);
		line.mend();
		await asha.button("Log in").waitFor();
		await asha.logIn("Asha");
	}),
);
