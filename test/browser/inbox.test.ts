import { expect, test } from "bun:test";
import { newPerson } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

const rows = (seat: Seat) => seat.page.getByRole("list", { name: "Inbox" }).getByRole("listitem");
const waiting = (seat: Seat) => seat.page.locator('.inbox-row[data-unread="true"]');

test(
	"mentions, direct messages and unread rooms gather in the inbox, are worked off by keys, and count alike everywhere",
	inBrowser(async ({ serve, newcomer, anotherTab, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("harbour");
		await asha.createRoom("kitchen");
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		const idOf = async (name: string) => (await bela.directory()).find((room) => room.name === name)?.id ?? 0;
		const harbour = await bela.join(await idOf("harbour"));
		const kitchen = await bela.join(await idOf("kitchen"));
		await asha.go("lobby");
		bela.post(harbour.id, "@asha the gauge reads fine");
		bela.post(harbour.id, "and something else");
		bela.post(kitchen.id, "soup is on");
		bela.post((await bela.openDirect(["Asha"])).id, "a word with you");

		await asha.rooms.getByRole("link", { name: /Inbox\s*2 waiting for you/ }).click();
		await eventually(async () => expect(await waiting(asha).count()).toBe(4));
		for (const text of ["Bela named you in #harbour", "the gauge reads fine", "soup is on", "a word with you"]) {
			await eventually(async () =>
				expect((await rows(asha).allInnerTexts()).join(" ").replace(/\s+/g, " ")).toContain(text),
			);
		}
		// What names one in a room comes before the rest of it, and stands in one row only.
		const inOrder = (await rows(asha).allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
		const at = inOrder.findIndex((text) => text.includes("named you in"));
		expect(inOrder[at + 1]).toMatch(/harbour .*\+1 unread.*and something else/);
		await clean(asha, "inbox");
		const tab = await anotherTab(asha, "#/inbox");
		await eventually(async () => expect(await waiting(tab).count()).toBe(4));
		await asha.toFront();

		const { keyboard } = asha.page;
		for (let at = 0; at < 4; at++) {
			const row = rows(asha).nth(at);
			await eventually(async () =>
				expect(await row.evaluate((item) => item.contains(document.activeElement))).toBe(true),
			);
			await keyboard.press("e");
			await eventually(async () => expect(await row.getAttribute("data-unread")).toBe("false"));
		}
		await asha.page.getByRole("heading", { name: "All caught up" }).waitFor();
		await eventually(async () => expect(await waiting(tab).count()).toBe(0));
		for (const seat of [asha, tab]) await eventually(async () => expect(await seat.page.title()).not.toContain("("));

		const mention = rows(asha).filter({ hasText: "named you in" });
		while (!(await mention.evaluate((row) => row.contains(document.activeElement)))) await keyboard.press("k");
		await keyboard.press("u");
		await eventually(async () => expect(await mention.getAttribute("data-unread")).toBe("true"));
		await eventually(async () => expect(await tab.page.title()).toContain("(1)"));
		await keyboard.press("Enter");
		await asha.heading("harbour").waitFor();
		await asha.see("the gauge reads fine");
	}),
);

test(
	"a reply in a thread that one began waits in the inbox, opens beside it, and is read there",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		await asha.say("who brings the sensor?");
		await asha.see("who brings the sensor?");
		await asha.page.goto(`${url}/#/inbox`);
		await asha.page.getByRole("heading", { name: "All caught up" }).waitFor();
		await clean(asha, "empty inbox");
		const [lobby] = bela.rooms.value.values();
		const root = lobby?.messages.value.find(({ body }) => body === "who brings the sensor?");
		if (!lobby || !root) throw new Error("nothing to reply to");
		bela.post(lobby.id, "I do", { thread: root.seq });

		const row = rows(asha).filter({ hasText: "I do" });
		await row.waitFor();
		expect(await row.innerText()).toContain("Bela");
		await row.getByRole("button", { name: /Bela/ }).press("Enter");
		const thread = asha.page.getByRole("complementary", { name: "Thread" });
		await thread.getByText("I do").waitFor();
		await asha.page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
		await eventually(async () => expect(await row.getAttribute("data-unread")).toBe("false"));
	}),
);
