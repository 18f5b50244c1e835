import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { seedThread } from "./support/seed.ts";
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
		// Not while it is on its way: keys go through what is in the log.
		await asha.log.locator("article[data-seq]").filter({ hasText: "by hand" }).waitFor();
		await asha.log.focus();
		await asha.page.keyboard.press("ArrowUp");
		await asha.page.keyboard.press("r");
		const box = threadOf(asha).getByRole("textbox");
		await eventually(async () => expect(await box.evaluate((box) => box === document.activeElement)).toBe(true));
		await asha.page.keyboard.type("and by keys");
		await asha.page.keyboard.press("Enter");
		await threadOf(asha).locator("article[data-seq]").filter({ hasText: "and by keys" }).waitFor();
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

test(
	"a thread of 2,000 replies opens at its end, is read back to its beginning with little of it drawn, and keeps the place",
	inBrowser(async ({ serve, newcomer, use }) => {
		const seeded = use(await seedThread("who was at the pier", 2000));
		const { url } = await serve({ data: seeded.path, args: ["--announce", "off", "--unlimited"] });
		const asha = await newcomer(url, "Asha");
		await asha
			.article("who was at the pier")
			.getByRole("button", { name: /2000 replies/ })
			.click();
		const thread = threadOf(asha);
		await thread.getByRole("article").filter({ hasText: "reply 2000" }).waitFor();
		const scroller = thread.getByRole("log", { name: "Replies" });
		const top = () => scroller.evaluate((log) => log.scrollTop);
		await eventually(async () =>
			expect(await scroller.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)).toBeLessThan(24),
		);
		// The number of the first reply that is in sight as a whole.
		const reading = () =>
			scroller.evaluate((log) => {
				const frame = log.getBoundingClientRect();
				const articles = [...log.querySelectorAll("article")];
				const first = articles.find((article) => article.getBoundingClientRect().top >= frame.top);
				return Number(/reply (\d+)/.exec(first?.textContent ?? "")?.[1]);
			});
		// Back, until one is so near to the first that are held that those before them come in, above what is read.
		let read = 0;
		await eventually(async () => {
			if ((await top()) < 3000) {
				read = await reading();
				await scroller.evaluate((log) => log.scrollBy(0, -150));
			}
			expect(await top()).toBeGreaterThan(3000);
		});
		const now = await reading();
		expect(now).toBeLessThanOrEqual(read);
		expect(now).toBeGreaterThan(read - 10);
		// To the very top: there the root is read, and all that comes in stands below it.
		await eventually(async () => {
			await scroller.evaluate((log) => log.scrollTo(0, 0));
			expect(
				await thread
					.getByRole("article")
					.filter({ hasText: /reply 1(?!\d)/ })
					.count(),
			).toBe(1);
		});
		await thread.getByText("who was at the pier").waitFor();
		expect(await thread.getByRole("article").count()).toBeLessThan(60);
	}),
);

for (const size of [
	{ width: 390, height: 640 },
	{ width: 320, height: 568 },
]) {
	test(
		`nothing lies over the way into a thread at ${size.width} px`,
		inBrowser(async ({ serve, newcomer, use }) => {
			const seeded = use(await seedThread("who brings the boat", 2));
			const { url } = await serve({ data: seeded.path, args: ["--announce", "off", "--unlimited"] });
			const asha = await newcomer(url, "Asha", { viewport: size });
			await asha.say(Array.from({ length: 20 }, (_, index) => `more talk ${index}`).join("\n\n"));
			await asha.see("more talk 19");
			const line = asha.article("who brings the boat").getByRole("button", { name: /2 replies/ });
			// At the lower edge, where the way to the latest is.
			await line.evaluate((button) => button.scrollIntoView({ block: "end" }));
			await asha.button("Jump to latest").waitFor();
			await line.getByText("2 replies").click();
			await threadOf(asha).getByRole("article").filter({ hasText: "reply 2" }).waitFor();
		}),
	);
}
