import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { eventually } from "./support/eventually.ts";
import { Gate } from "./support/gate.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

async function act(seat: Seat, text: string, action: string): Promise<void> {
	await seat.article(text).hover();
	await seat.article(text).getByRole("button", { name: action }).click();
}

async function focusIsInComposer(seat: Seat): Promise<void> {
	await eventually(async () =>
		expect(await seat.composer.evaluate((box) => box === document.activeElement)).toBe(true),
	);
}

test(
	"a message is edited from its bar, and everybody sees the new text and that it was edited",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("teh tide");
		await bela.see("teh tide");
		await act(asha, "teh tide", "Edit");
		const editor = asha.textbox("Edit message");
		expect(await editor.inputValue()).toBe("teh tide");
		await editor.fill("the tide");
		await editor.press("Enter");
		for (const seat of [asha, bela]) {
			await eventually(async () =>
				expect(await seat.said()).toEqual([expect.stringMatching(/^Asha: the tide\s*\(edited\)$/)]),
			);
		}
		await focusIsInComposer(asha);
		await bela.article("the tide").hover();
		await bela.article("the tide").getByRole("button", { name: "More actions" }).click();
		await bela.page.getByRole("menuitem", { name: "Copy text" }).waitFor();
		expect(await bela.article("the tide").getByRole("button", { name: "Edit", exact: true }).count()).toBe(0);
		expect(await bela.page.getByRole("menuitem", { name: "Delete" }).count()).toBe(0);
	}),
);

test(
	"↑ in an empty composer edits one's last message; Escape leaves it as it was",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("mine, old");
		await asha.say("mine, last");
		await bela.see("mine, last");
		await bela.say("not mine");
		await asha.see("not mine");

		await asha.composer.fill("a draft");
		await asha.composer.press("ArrowUp");
		expect(await asha.textbox("Edit message").count()).toBe(0);
		await asha.composer.fill("");
		await asha.composer.press("ArrowUp");
		const editor = asha.textbox("Edit message");
		await eventually(async () => expect(await editor.inputValue()).toBe("mine, last"));
		await editor.fill("changed");
		await editor.press("Escape");
		await editor.waitFor({ state: "detached" });
		await focusIsInComposer(asha);
		expect(await asha.said()).toEqual(["Asha: mine, old", "Asha: mine, last", "Bela: not mine"]);

		await asha.composer.press("ArrowUp");
		await editor.fill("mine, changed");
		await asha.button("Save").click();
		await eventually(async () => expect((await bela.said())[1]).toMatch(/^Asha: mine, changed\s*\(edited\)$/));
	}),
);

test(
	"↑ right after Enter edits what was just sent, as soon as it is there, in the room and in a thread",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("mine, old");
		const gate = await Gate.before(asha.page);
		await asha.page.reload();
		await asha.see("mine, old");
		const editor = asha.textbox("Edit message");
		const sendAndEdit = async (box: Locator, text: string) => {
			gate.shut();
			await box.fill(text);
			await box.press("Enter");
			await box.press("ArrowUp");
			await eventually(async () => expect(gate.waiting).toBeGreaterThan(0));
			expect(await editor.count()).toBe(0);
			gate.open();
			await eventually(async () => expect(await editor.inputValue()).toBe(text));
			await editor.press("Escape");
			await editor.waitFor({ state: "detached" });
		};
		await sendAndEdit(asha.composer, "mine, last");

		await asha.article("mine, last").hover();
		await asha.button("Reply in thread").click();
		const reply = asha.textbox("Reply");
		await reply.waitFor();
		await sendAndEdit(reply, "a reply");

		// Who has begun to write something else meanwhile is left to it.
		gate.shut();
		await asha.composer.fill("and another");
		await asha.composer.press("Enter");
		await asha.composer.press("ArrowUp");
		await asha.composer.pressSequentially("on I write");
		await eventually(async () => expect(gate.waiting).toBeGreaterThan(0));
		gate.open();
		await asha.log.locator("article[data-seq]").filter({ hasText: "and another" }).waitFor();
		expect(await editor.count()).toBe(0);
		expect(await asha.composer.inputValue()).toBe("on I write");
	}),
);

test(
	"a message is deleted after a question, for both people and for good",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await bela.say("stays");
		await bela.say("a slip");
		await asha.see("a slip");
		await bela.messageMenu("a slip", "Delete");
		const dialog = bela.dialog("Delete this message?");
		await dialog.getByText("a slip").waitFor();
		await dialog.getByRole("button", { name: "Cancel" }).click();
		await dialog.waitFor({ state: "detached" });
		expect(await bela.said()).toEqual(["Bela: stays", "Bela: a slip"]);

		await bela.messageMenu("a slip", "Delete");
		await dialog.getByRole("button", { name: "Delete message" }).click();
		for (const seat of [asha, bela]) {
			await eventually(async () => expect(await seat.said()).toEqual(["Bela: stays", "Bela: message deleted"]));
		}
		await focusIsInComposer(bela);
		await asha.page.reload();
		await asha.see("message deleted");
		expect(await asha.page.content()).not.toContain("a slip");

		// The owner may delete what others said.
		await asha.messageMenu("stays", "Delete");
		await asha.dialog().getByRole("button", { name: "Delete message" }).click();
		await eventually(async () => expect(await bela.said()).toEqual(["Bela: message deleted", "Bela: message deleted"]));
	}),
);

test(
	"an edit that leaves nothing asks whether to delete",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("a slip");
		await asha.page.locator("article[data-seq]", { hasText: "a slip" }).waitFor();
		await asha.composer.press("ArrowUp");
		await asha.textbox("Edit message").fill(" ");
		await asha.textbox("Edit message").press("Enter");
		await asha.dialog("Delete this message?").getByRole("button", { name: "Delete message" }).click();
		await eventually(async () => expect(await asha.said()).toEqual(["Asha: message deleted"]));
	}),
);

test(
	"who is typing is shown to the others until they send",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const vik = await newcomer(url, "Vik");
		await bela.composer.pressSequentially("hm");
		await asha.page.getByText("Bela is typing…").waitFor();
		await vik.composer.pressSequentially("well");
		await asha.page.getByText("Bela and Vik are typing…").waitFor();
		await bela.page.getByText("Vik is typing…", { exact: true }).waitFor();
		await bela.composer.press("Enter");
		await asha.page.getByText("Vik is typing…", { exact: true }).waitFor();
		await vik.composer.press("Enter");
		await asha.page.getByText("typing…").waitFor({ state: "detached" });
	}),
);

test(
	"Markdown is drawn: bold, italic, strike, code, fenced code, quote, lists, links that open elsewhere",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const body = [
			"**bold** *italic* ~~gone~~ `a < b`",
			"> quoted",
			"- one\n- two",
			"3. three\n4. four",
			"```ts\nconst a = 1 < 2 && true;\n```",
			"[the link](https://example.org/a?b=1&c=2) and https://example.org/bare",
			"last",
		].join("\n\n");
		await asha.say(body);
		const message = asha.article("bold");
		const textOf = (selector: string) => message.locator(selector).allInnerTexts();
		await message.locator("pre").waitFor();
		expect(await textOf(".body strong")).toEqual(["bold"]);
		expect(await textOf("em")).toEqual(["italic"]);
		expect(await textOf("del")).toEqual(["gone"]);
		expect(await textOf("p > code")).toEqual(["a < b"]);
		expect(await textOf("blockquote")).toEqual(["quoted"]);
		expect(await textOf("ul > li")).toEqual(["one", "two"]);
		expect(await textOf("ol > li")).toEqual(["three", "four"]);
		expect(await message.locator("ol").getAttribute("start")).toBe("3");
		expect(await textOf("pre")).toEqual(["const a = 1 < 2 && true;"]);
		const links = await message
			.getByRole("link")
			.evaluateAll((all) => all.map((a) => ["href", "target", "rel"].map((name) => a.getAttribute(name))));
		expect(links).toEqual([
			["https://example.org/a?b=1&c=2", "_blank", "noopener noreferrer nofollow"],
			["https://example.org/bare", "_blank", "noopener noreferrer nofollow"],
		]);
	}),
);

test(
	"emoji alone are drawn large, with text beside them they are not",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("👍🏽 👩‍👩‍👧‍👦");
		await asha.say("fine 👍🏽");
		const size = (text: string) =>
			asha.log.getByText(text, { exact: true }).evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize));
		await eventually(async () => expect(await size("👍🏽 👩‍👩‍👧‍👦")).toBeGreaterThan(28));
		await eventually(async () => expect(await size("fine 👍🏽")).toBeLessThan(18));
	}),
);

const EVIL = [
	`<img src=x onerror="window.evil=1">`,
	`<script>window.evil=1</script>`,
	`<svg/onload=window.evil=1>`,
	`<iframe src="javascript:parent.evil=1"></iframe>`,
	`<a href="javascript:window.evil=1">click</a>`,
	`<style>body{display:none}</style>`,
	`[click](javascript:window.evil=1)`,
	`[click](JaVaScRiPt:window.evil=1)`,
	`[click](data:text/html,evil)`,
	`[click](vbscript:evil)`,
	`![img](https://example.org/x.png)`,
	`<p onclick="window.evil=1">p</p>`,
	`&lt;img src=x onerror=window.evil=1&gt;`,
	`<<SCRIPT>window.evil=1//<</SCRIPT>`,
	`"><img src=x onerror=window.evil=1>`,
];

test(
	"nothing in a message, a topic or a name can run or become markup: it is shown as it was typed",
	inBrowser(async ({ serve, newcomer }) => {
		const place = `<img src=x onerror="window.evil=1">`;
		const { url } = await serve({ args: ["--name", place, "--unlimited"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		expect(await asha.page.getByRole("heading", { level: 2 }).first().innerText()).not.toBe("");
		await asha.page.getByRole("heading", { name: `Welcome to ${place}` }).waitFor();
		for (const text of EVIL) await asha.say(text);
		for (const seat of [asha, bela]) {
			await eventually(async () => {
				const said = await seat.said();
				expect(said).toEqual(EVIL.map((text) => `Asha: ${text}`));
			});
		}
		await asha.page.locator(".topic").click();
		await asha.dialog().getByRole("textbox", { name: "Topic" }).fill(place);
		await asha.dialog().getByRole("button", { name: "Save" }).click();
		await bela.button(place).waitFor();
		await eventually(async () => expect((await bela.lines()).at(-1)).toBe(`Asha changed the topic to “${place}”`));

		await asha.rooms.getByRole("button", { name: "Create room" }).click();
		await asha.dialog().getByRole("textbox", { name: "Room name" }).fill(`<img src=x onerror=window.evil=1>`);
		await asha.dialog().getByRole("button", { name: "Create room" }).click();
		await asha.dialog().getByRole("alert").waitFor();
		for (const seat of [asha, bela]) {
			expect(await seat.page.evaluate(() => "evil" in window)).toBe(false);
			expect(
				await seat.page.locator("img, script:not([src^='/main']), iframe, #app style, #app svg[onload]").count(),
			).toBe(0);
			const links = await seat.page
				.getByRole("link")
				.evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
			expect(links.filter((href) => !href.startsWith("#"))).toEqual([]);
		}
	}),
);

test(
	"a link's address cannot break out of its attribute",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say(`[x](https://example.org/"onmouseover="window.evil=1) here`);
		await asha.see("here");
		const link = asha.log.getByRole("link");
		await link.waitFor();
		expect(await link.count()).toBe(1);
		expect(await link.evaluate((a) => a.getAttributeNames().sort())).toEqual(["href", "rel", "target"]);
		await link.hover();
		expect(await asha.page.evaluate(() => "evil" in window)).toBe(false);
	}),
);

test(
	"a message that is too long cannot be sent, and the composer counts what is too much",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--max-body", "20"] });
		const asha = await newcomer(url, "Asha");
		await asha.composer.fill("🚢".repeat(23));
		await asha.page.getByText("3 characters too many").waitFor();
		expect(await asha.button("Send").isDisabled()).toBe(true);
		await asha.composer.press("Enter");
		expect(await asha.composer.inputValue()).toBe("🚢".repeat(23));
		await asha.composer.fill("🚢".repeat(20));
		await asha.button("Send").click();
		await eventually(async () => expect(await asha.said()).toEqual([`Asha: ${"🚢".repeat(20)}`]));
		expect(await asha.log.getByText("Retry").count()).toBe(0);
	}),
);

test(
	"a message that the server refuses stays with its reason, to retry or discard, and holds up no other",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.composer.fill("\u0001");
		await asha.button("Send").click();
		const failed = asha.log.getByRole("article").filter({ has: asha.button("Retry") });
		await failed.waitFor();
		expect(await failed.innerText()).toContain("the message is empty");
		await asha.say("goes on");
		await asha.see("goes on");
		await failed.getByRole("button", { name: "Retry" }).click();
		await failed.waitFor();
		await failed.getByRole("button", { name: "Discard" }).click();
		await failed.waitFor({ state: "detached" });
		await asha.page.reload();
		await asha.see("goes on");
		expect(await asha.said()).toEqual(["Asha: goes on"]);
	}),
);

test(
	"a draft is kept for each room, over a reload",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.composer.fill("for the lobby");
		await asha.createRoom("harbour");
		expect(await asha.composer.inputValue()).toBe("");
		await asha.composer.fill("for the\nharbour");
		await asha.go("lobby");
		expect(await asha.composer.inputValue()).toBe("for the lobby");
		await asha.page.reload();
		await asha.composer.waitFor();
		expect(await asha.composer.inputValue()).toBe("for the lobby");
		await asha.go("harbour");
		expect(await asha.composer.inputValue()).toBe("for the\nharbour");
		await asha.composer.press("Enter");
		await asha.see("for the");
		await asha.page.reload();
		await asha.see("for the");
		expect(await asha.composer.inputValue()).toBe("");
	}),
);

test(
	"Enter sends, Shift+Enter breaks the line, and the composer grows to ten lines and no further",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const height = () => asha.composer.evaluate((box) => box.clientHeight);
		const one = await height();
		await asha.composer.pressSequentially("first");
		await asha.composer.press("Shift+Enter");
		await asha.composer.pressSequentially("second");
		expect(await asha.composer.inputValue()).toBe("first\nsecond");
		expect(await height()).toBe(one * 2);
		await asha.composer.press("Enter");
		await eventually(async () => expect(await asha.said()).toEqual(["Asha: first\nsecond"]));
		expect(await height()).toBe(one);
		await asha.composer.fill(Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n"));
		expect(await height()).toBe(one * 10);
		await asha.button("Send").waitFor();
	}),
);

test(
	"blank text is not sent, and nothing is sent twice by a double click or a double Enter",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.composer.fill("  \n ");
		expect(await asha.button("Send").isDisabled()).toBe(true);
		await asha.composer.press("Enter");
		await asha.composer.fill("once, by mouse");
		await asha.button("Send").dblclick();
		await asha.composer.fill("once, by key");
		await asha.composer.press("Enter");
		await asha.composer.press("Enter");
		await asha.say("end");
		for (const seat of [asha, bela]) {
			await seat.see("end");
			expect(await seat.said()).toEqual(["Asha: once, by mouse", "Asha: once, by key", "Asha: end"]);
		}
	}),
);

test(
	"a message's text can be copied as it was typed",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.context.grantPermissions(["clipboard-read", "clipboard-write"]);
		await asha.say("**bold** मोटा");
		await asha.messageMenu("bold", "Copy text");
		await eventually(async () =>
			expect(await asha.page.evaluate(() => navigator.clipboard.readText())).toBe("**bold** मोटा"),
		);
	}),
);

test(
	"what a message said before it was edited can be read by everybody in the room",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("at **eight**");
		await bela.see("at eight");
		for (const text of ["at nine", "at ten"]) {
			await asha.composer.press("ArrowUp");
			await asha.textbox("Edit message").fill(text);
			await asha.textbox("Edit message").press("Enter");
			await bela.see(text);
		}
		await bela.article("at ten").getByRole("button", { name: "(edited)" }).click();
		const history = bela.dialog("Edit history");
		await eventually(async () =>
			expect(await history.locator(".body").allInnerTexts()).toEqual(["at ten", "at nine", "at eight"]),
		);
		await bela.page.keyboard.press("Escape");
		await bela.noDialog();
		await asha.article("at ten").hover();
		await asha.messageMenu("at ten", "Edit history");
		await asha.dialog("Edit history").getByText("at eight").waitFor();
	}),
);
