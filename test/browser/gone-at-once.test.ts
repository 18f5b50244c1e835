import { expect, test } from "bun:test";
import * as v from "valibot";
import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import type { File } from "../../src/protocol/entities.ts";
import { sessionsReply } from "../../src/protocol/http.ts";
import { bearer, get, PNG, pathOf, upload } from "../support/files.ts";
import { connect, lobbyOf, signUp, until } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const SECRET = "crossword";

interface Writer {
	client: Client;
	token: string;
	/** A picture with its preview, of a name that has the secret in it. */
	picture(): Promise<File>;
	/** Posts, and waits until it is in the log. */
	say(room: Room, body: string, more?: { thread?: number; files?: File[] }): Promise<number>;
}

async function writer({ onEnd }: Stage, url: string, name: string): Promise<Writer> {
	const token = await signUp(url, name);
	const client = await connect(url, name, token);
	onEnd(() => client.stop());
	return {
		client,
		token,
		async picture() {
			const file = await upload(url, token, { name: `${SECRET}.png`, type: "image/png", body: PNG });
			const place = `${url}/api/files/${file.id}/preview?width=1&height=1`;
			expect((await fetch(place, { method: "POST", headers: bearer(token), body: PNG })).status).toBe(200);
			return file;
		},
		async say(room, body, more = {}) {
			const said = () =>
				more.thread === undefined
					? room.messages.value.find((message) => message.body === body)
					: client.thread(room, more.thread).messages.value.find((message) => message.body === body);
			if (more.thread !== undefined) await client.openThread(client.thread(room, more.thread));
			client.post(room.id, body, more);
			await until(() => said() !== undefined, `"${body}" posted`);
			return said()?.seq ?? 0;
		},
	};
}

/** How the file and its preview answer to whoever sits there. */
async function statuses(seat: Seat, file: File): Promise<number[]> {
	const answers = [pathOf(file), `/files/${file.id}/preview`].map((path) =>
		seat.page.request.get(`${seat.url}${path}`),
	);
	return (await Promise.all(answers)).map((answer) => answer.status());
}

/** Nothing that this page holds in sight or in its elements says it any more. */
async function forgets(screens: Record<string, Seat>): Promise<void> {
	for (const [screen, { page }] of Object.entries(screens)) {
		await eventually(async () => {
			const rest = await page.evaluate((secret) => {
				const html = document.body.outerHTML;
				const at = html.indexOf(secret);
				return at < 0 ? null : html.slice(Math.max(0, at - 150), at + 50);
			}, SECRET);
			expect({ screen, rest }).toEqual({ screen, rest: null });
		});
	}
}

async function search(seat: Seat, screen: "hits" | "none"): Promise<void> {
	await seat.toFront();
	await seat.textbox("Search").fill("");
	await seat.textbox("Search").fill(`cross in:harbour`);
	const results = seat.page.getByRole("complementary", { name: "Search results" });
	if (screen === "hits")
		await results
			.getByRole("button", { name: new RegExp(SECRET) })
			.first()
			.waitFor();
	else
		await results
			.getByText(/Nothing fits|no room|No room/i)
			.first()
			.waitFor();
}

/** A room of Asha and Bela with something in it that all of Bela's screens show. */
async function scene(stage: Stage) {
	const { url } = await stage.serve({ args: ["--announce", "off", "--unlimited", "--keep-free", "0"] });
	const asha = await writer(stage, url, "Asha");
	const token = await signUp(url, "Bela");
	const bela = await connect(url, "Bela", token);
	stage.onEnd(() => bela.stop());
	const harbour = await asha.client.createRoom({ name: "harbour", visibility: "private" });
	await asha.client.open(harbour);
	await asha.client.invite(harbour.id, "Bela");
	const file = await asha.picture();
	const root = await asha.say(harbour, `@Bela the **${SECRET}** is done`, { files: [file] });
	const reply = await asha.say(harbour, `@Bela a ${SECRET} clue`, { thread: root });
	await until(() => bela.rooms.value.has(harbour.id), "Bela is in");
	await bela.pin(harbour.id, root, true);
	await bela.save(harbour.id, root, true);
	await bela.save(harbour.id, reply, true);
	await asha.say(lobbyOf(asha.client), `${url}/#~${harbour.id}/${root}`);

	const log = await stage.seat(url, { viewport: { width: 1440, height: 900 } });
	await log.logIn("Bela");
	const tab = async (hash: string) => {
		const seat = await stage.anotherTab(log, hash);
		await seat.toFront();
		return seat;
	};
	await log.toFront();
	await log.go("harbour");
	await log
		.article(SECRET)
		.getByRole("button", { name: /1 reply/ })
		.click();
	const { page } = log;
	await page.getByRole("complementary", { name: "Thread" }).getByText(`a ${SECRET} clue`).waitFor();
	await log.article(SECRET).locator("img").first().waitFor();
	// A picture that stands open goes with its message.
	await log.log
		.getByRole("button", { name: /^Open picture/ })
		.first()
		.click();
	await log.dialog(/^Picture/).waitFor();
	const inbox = await tab("#/inbox");
	await inbox.page.getByRole("list", { name: "Inbox" }).getByText(SECRET).first().waitFor();
	const pins = await tab("#harbour");
	await pins.button("Pinned messages").click();
	await pins.page.getByRole("complementary", { name: "Pinned messages" }).getByText(SECRET).first().waitFor();
	const saved = await tab("#harbour");
	await saved.article(SECRET).getByRole("button", { name: "Saved", exact: true }).click();
	await saved.page.getByRole("complementary", { name: "Saved messages" }).getByText("clue").waitFor();
	const found = await tab("#lobby");
	await found.log.getByRole("blockquote").getByText(SECRET).waitFor();
	await search(found, "hits");
	return { url, asha, bela, token, harbour, file, root, reply, screens: { log, inbox, pins, saved, found } };
}

test(
	"a deleted message is gone at once from every screen, from search and from files",
	inBrowser(async (stage) => {
		const { asha, harbour, file, root, reply, screens } = await scene(stage);
		expect(await statuses(screens.log, file)).toEqual([200, 200]);
		await asha.client.delete(harbour.id, root);
		await asha.client.delete(harbour.id, reply);
		await screens.log.alert.getByText("This message has been deleted").waitFor();
		await screens.log.log.getByText("message deleted").waitFor();
		expect(await statuses(screens.log, file)).toEqual([404, 404]);
		await forgets(screens);
		await search(screens.found, "none");
	}),
);

test(
	"a room that one has left is gone at once from every screen of one's own, from search and from files",
	inBrowser(async (stage) => {
		const { bela, asha, harbour, file, screens } = await scene(stage);
		await bela.leave(harbour.id);
		for (const seat of Object.values(screens)) await seat.roomLink("harbour").waitFor({ state: "detached" });
		expect(await statuses(screens.log, file)).toEqual([404, 404]);
		await forgets(screens);
		await search(screens.found, "none");
		await asha.say(harbour, `another ${SECRET}`);
		await asha.say(lobbyOf(asha.client), "to all");
		await screens.found.see("to all");
		await forgets(screens);
	}),
);

test(
	"an ended session shows the log-in at once in all of its windows, keeps nothing of what was read, and opens no file",
	inBrowser(async (stage) => {
		const { url, file, token, screens } = await scene(stage);
		const laptop = await stage.newcomer(url, "Chen");
		const { sessions } = v.parse(sessionsReply, await (await get(url, token, "/api/sessions")).json());
		const id = sessions.find(({ client }) => client === "browser")?.id;
		const ended = await fetch(`${url}/api/sessions/end`, {
			method: "POST",
			headers: { ...bearer(token), "Content-Type": "application/json" },
			body: JSON.stringify({ id }),
		});
		expect(ended.status).toBe(200);
		for (const seat of Object.values(screens)) {
			seat.expectComplaint(/401|WebSocket/);
			await seat.button("Log in").waitFor();
		}
		await forgets(screens);
		expect(await statuses(screens.log, file)).toEqual([401, 401]);
		const kept = await screens.log.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
		expect(kept).not.toContain(SECRET);
		expect(await laptop.composer.isVisible()).toBe(true);
	}),
);
