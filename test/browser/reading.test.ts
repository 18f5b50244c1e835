import { expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { connect, lobbyOf, newPerson, until } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { seedLobby } from "./support/seed.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

/** The texts of dividers and messages, top to bottom. */
function withDividers(seat: Seat): Promise<string[]> {
	return seat.log.evaluate((log) =>
		[...log.querySelectorAll<HTMLElement>("article .body, .divider")].map((row) =>
			row.matches(".divider") ? `— ${row.innerText.trim()} —` : row.innerText.trim(),
		),
	);
}

/** Another device of the same person, which hears from the server how far they have read. */
async function otherDevice(url: string, name: string, seat: Seat): Promise<Client> {
	const [cookie] = await seat.context.cookies();
	return connect(url, name, cookie?.value ?? "");
}

async function serverKnowsAllRead(url: string, name: string, seat: Seat): Promise<void> {
	const device = await otherDevice(url, name, seat);
	try {
		await until(() => device.unread.value === 0, "all read");
	} finally {
		device.stop();
	}
}

test(
	"after being away the New line stands at the first message not read yet",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("read this");
		await bela.see("read this");
		await serverKnowsAllRead(url, "Bela", bela);
		await bela.page.goto("about:blank");
		await asha.say("missed one");
		await asha.say("missed two");
		await asha.see("missed two");

		await bela.open();
		await bela.see("missed two");
		await eventually(async () =>
			expect(await withDividers(bela)).toEqual(["— Today —", "read this", "— New —", "missed one", "missed two"]),
		);
		// It stays where it is while one reads on, and is gone when there is nothing new the next time.
		await asha.say("and one more");
		await bela.see("and one more");
		expect((await withDividers(bela)).indexOf("— New —")).toBe(2);
		await serverKnowsAllRead(url, "Bela", bela);
		await bela.page.reload();
		await bela.see("and one more");
		expect(await withDividers(bela)).not.toContain("— New —");
	}),
);

test(
	"what comes while nobody looks at the window is unread, and has the New line above it when they look again",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("seen");
		await bela.see("seen");
		const unread = bela.roomLink("lobby").getByText("1 unread");
		await unread.waitFor({ state: "detached" });
		await bela.page.evaluate(() => {
			document.hasFocus = () => false;
		});
		await asha.say("unseen");
		await bela.see("unseen");
		await unread.waitFor();
		await bela.page.evaluate(() => {
			document.hasFocus = () => true;
			dispatchEvent(new Event("focus"));
		});
		await eventually(async () => expect(await withDividers(bela)).toEqual(["— Today —", "seen", "— New —", "unseen"]));
		await unread.waitFor({ state: "detached" });
	}),
);

test(
	"what comes without a pause is read by who looks at it, and does not wait for the pause",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve({ args: ["--unlimited"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		let count = 0;
		const talking = setInterval(() => bela.post(lobbyOf(bela).id, `number ${++count}`), 100);
		onEnd(() => clearInterval(talking));
		const device = await otherDevice(url, "Asha", asha);
		onEnd(() => device.stop());
		const { readSeq, messages } = lobbyOf(device);
		const begun = messages.value.at(-1)?.seq ?? 0;
		await until(() => readSeq.value > begun + 10, "read meanwhile");
		expect(count).toBeGreaterThan(10);
	}),
);

test(
	"each day begins with its date, and messages of one author within five minutes stand as one group",
	inBrowser(async ({ serve, newcomer }) => {
		const noon = new Date().setHours(12, 0, 0, 0);
		const yesterday = noon - 86_400_000;
		const old = new Date(2024, 1, 29, 12).getTime();
		const data = await seedLobby([
			{ author: "Mara", body: "leap day", at: old },
			{ author: "Mara", body: "first", at: yesterday },
			{ author: "Mara", body: "same minute", at: yesterday + 60_000 },
			{ author: "Jun", body: "other author", at: yesterday + 70_000 },
			{ author: "Jun", body: "much later", at: yesterday + 600_000 },
		]);
		await using _ = data;
		const { url } = await serve({ data: data.path, args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		await asha.say("now");
		await asha.see("now");
		const rows = await withDividers(asha);
		expect(rows.slice(1)).toEqual([
			"leap day",
			"— Yesterday —",
			"first",
			"same minute",
			"other author",
			"much later",
			"— Today —",
			"now",
		]);
		expect(rows[0]).toContain("2024");
		const named = await asha.log
			.getByRole("article")
			.evaluateAll((articles) => articles.map((article) => article.querySelector("header strong")?.textContent ?? ""));
		expect(named).toEqual(["Mara", "Mara", "", "Jun", "Jun", "Asha"]);
	}),
);
