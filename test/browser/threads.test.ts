import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

function threadOf(seat: Seat): Locator {
	return seat.page.getByRole("complementary", { name: "Thread" });
}

async function openThread(seat: Seat, text: string): Promise<Locator> {
	await seat.article(text).hover();
	await seat.article(text).getByRole("button", { name: "Reply in thread" }).click();
	const thread = threadOf(seat);
	await eventually(async () =>
		expect(await thread.getByRole("textbox").evaluate((box) => box === document.activeElement)).toBe(true),
	);
	return thread;
}

async function reply(thread: Locator, text: string): Promise<void> {
	await thread.getByRole("textbox").fill(text);
	await thread.getByRole("textbox").press("Enter");
	await thread.getByRole("article").filter({ hasText: text }).waitFor();
}

test(
	"a reply stands in the thread and not in the room, and its root tells of it",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("who brings the boat");
		await bela.see("who brings the boat");
		const belasThread = await openThread(bela, "who brings the boat");
		await reply(belasThread, "I do");

		const line = asha.article("who brings the boat").getByRole("button", { name: /1 reply/ });
		await line.click();
		const ashasThread = threadOf(asha);
		await ashasThread.getByRole("article").filter({ hasText: "I do" }).waitFor();
		await reply(ashasThread, "thanks");
		await belasThread.getByRole("article").filter({ hasText: "thanks" }).waitFor();
		await bela
			.article("who brings the boat")
			.getByRole("button", { name: /2 replies/ })
			.waitFor();
		expect(await asha.said()).toHaveLength(1);
		expect(await bela.said()).toHaveLength(1);
		await asha.article("who brings").hover();
		await asha.article("who brings").getByRole("button", { name: "More actions" }).click();
		await asha.page.getByRole("menu").waitFor();
		await clean(asha, "a thread, and a message's menu");
	}),
);

test(
	"a reply that is also sent to the room stands in both, and leads from there to its thread",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("the tide is late");
		await bela.see("the tide is late");
		const thread = await openThread(bela, "the tide is late");
		await thread.getByRole("checkbox", { name: /also/i }).check();
		await reply(thread, "an hour late");
		await asha.see("an hour late");
		await asha.article("an hour late").getByRole("button", { name: "Reply in a thread" }).click();
		await threadOf(asha).getByRole("article").filter({ hasText: "an hour late" }).waitFor();
		await threadOf(asha).getByRole("article").filter({ hasText: "the tide is late" }).waitFor();
	}),
);

test(
	"what is new in a thread that one follows is counted under its root, marked where it begins, and read once seen",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("a question");
		await bela.see("a question");
		const belasThread = await openThread(bela, "a question");
		await reply(belasThread, "one answer");
		await reply(belasThread, "another answer");
		const line = asha.article("a question").getByRole("button", { name: /2 replies/ });
		await asha.toFront();
		await line.filter({ hasText: "2 new" }).click();
		await threadOf(asha).getByText("New", { exact: true }).waitFor();
		await threadOf(asha).getByRole("article").filter({ hasText: "another answer" }).waitFor();
		await eventually(async () => expect(await line.innerText()).not.toContain("new"));

		// Asha asked, and follows without having said so; Bela replied.
		const follow = threadOf(asha).getByRole("button", { name: "Follow thread" });
		expect(await follow.getAttribute("aria-pressed")).toBe("true");
		await follow.click();
		await eventually(async () => expect(await follow.getAttribute("aria-pressed")).toBe("false"));
		await threadOf(asha).getByRole("button", { name: "Close thread" }).click();
		await reply(belasThread, "a last word");
		await asha
			.article("a question")
			.getByRole("button", { name: /3 replies/ })
			.waitFor();
		expect(await asha.article("a question").innerText()).not.toContain("new");
	}),
);

test(
	"a thread is opened, written in and closed by keyboard alone; the focus comes back to its root",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("by hand");
		await asha.see("by hand");
		await asha.log.focus();
		await asha.page.keyboard.press("ArrowUp");
		await asha.page.keyboard.press("r");
		const box = threadOf(asha).getByRole("textbox");
		await eventually(async () => expect(await box.evaluate((box) => box === document.activeElement)).toBe(true));
		await asha.page.keyboard.type("and by keys");
		await asha.page.keyboard.press("Enter");
		await threadOf(asha).getByRole("article").filter({ hasText: "and by keys" }).waitFor();
		await asha.page.keyboard.press("ArrowUp");
		const editor = threadOf(asha).getByRole("textbox", { name: "Edit message" });
		await eventually(async () => expect(await editor.inputValue()).toBe("and by keys"));
		await editor.press("Escape");
		await editor.waitFor({ state: "detached" });
		await eventually(async () => expect(await box.evaluate((box) => box === document.activeElement)).toBe(true));
		await asha.page.keyboard.press("Escape");
		await threadOf(asha).waitFor({ state: "detached" });
		await eventually(async () =>
			expect(await asha.article("by hand").evaluate((article) => article === document.activeElement)).toBe(true),
		);
	}),
);
