import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { upload } from "../support/files.ts";
import { connect, lobbyOf, signUp, until } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const PHONE = { viewport: { width: 390, height: 844 } };
const LONG_NAME = "Bela Konstantin Alexander Maximilian Nagy-Szent-Györgyi von zu";

/** A lobby in which somebody of a long name, with a status, has said this and that. */
async function longNames({ serve, onEnd }: Stage): Promise<string> {
	const { url } = await serve({ args: ["--announce", "off", "--keep-free", "0"] });
	const token = await signUp(url, "bela");
	const bela = await connect(url, "bela", token);
	onEnd(() => bela.stop());
	await bela.setProfile({ display: LONG_NAME, status: { emoji: "🌊", text: "on the tide survey" } });
	const files = await Promise.all([
		upload(url, token, { name: `${"minutes-of-the-meeting-".repeat(4)}.pdf`, type: "application/pdf", body: "%PDF" }),
		upload(url, token, { name: "waves.mp3", type: "audio/mpeg", body: "ID3" }),
	]);
	const lobby = lobbyOf(bela);
	bela.post(lobby.id, "the minutes", { files });
	await until(() => bela.outbox.value.length === 0, "the minutes were posted");
	const root = lobby.messages.value.find(({ body }) => body === "the minutes");
	bela.post(lobby.id, "an answer", { thread: root?.seq ?? 0 });
	await until(() => bela.outbox.value.length === 0, "the answer was posted");
	return url;
}

/** All of it can be seen, and pressed: nothing that stands around it cuts it off. */
async function wholly(seat: Seat, part: Locator): Promise<void> {
	await part.scrollIntoViewIfNeeded();
	await eventually(async () => {
		const cut = await part.evaluate((element) => {
			const { left, right } = element.getBoundingClientRect();
			for (let around = element.parentElement; around; around = around.parentElement) {
				const frame = around.getBoundingClientRect();
				if (getComputedStyle(around).overflowX !== "visible" && (left < frame.left || right > frame.right + 0.5)) {
					return around.className;
				}
			}
			return null;
		});
		expect(cut).toBeNull();
		expect(await part.boundingBox().then((box) => box && box.width > 0)).toBe(true);
	});
	expect(await seat.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
}

test(
	"the longest name leaves room for the time and the status beside it, in the log and in a thread",
	inBrowser(async (stage) => {
		const url = await longNames(stage);
		const asha = await stage.newcomer(url, "asha", PHONE);
		const said = asha.article("the minutes");
		await wholly(asha, said.locator("header time"));
		await wholly(asha, said.getByRole("img", { name: "on the tide survey" }));
		await asha.button(/1 reply/).click();
		const answer = asha.page.getByRole("complementary", { name: "Thread" }).getByRole("article", { name: /Bela/ });
		await wholly(asha, answer.last().locator("header time"));
	}),
);

test(
	"on a phone a file can be downloaded however long its name is, also beside a sound",
	inBrowser(async (stage) => {
		const asha = await stage.newcomer(await longNames(stage), "asha", PHONE);
		for (const link of await asha.article("the minutes").getByTitle("Download").all()) {
			await wholly(asha, link);
			await wholly(asha, link.locator(".icon").last());
		}
	}),
);

test(
	"who has a long name is offered within the dialog, and chosen within it",
	inBrowser(async (stage) => {
		const asha = await stage.newcomer(await longNames(stage), "asha");
		await asha.button("New direct message").click();
		const dialog = asha.dialog("New direct message");
		await wholly(asha, dialog.getByRole("option", { name: /Bela/ }));
		await dialog.getByRole("option", { name: /Bela/ }).click();
		await wholly(asha, dialog.getByRole("button", { name: `Without ${LONG_NAME}` }));
	}),
);

test(
	"a paragraph runs from the side of its script, whatever stands above it, edited or not",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "asha");
		const sideOf = (text: string) =>
			asha.article(text).evaluate((article) => {
				const body = article.querySelector(".body");
				const words = document.createTreeWalker(body ?? article, NodeFilter.SHOW_TEXT).nextNode();
				if (!body || !words) return "nowhere";
				const range = document.createRange();
				range.selectNodeContents(words);
				const { left, right } = range.getBoundingClientRect();
				const frame = body.getBoundingClientRect();
				return left - frame.left < frame.right - right ? "left" : "right";
			});
		await asha.say("good morning");
		await asha.say("صباح الخير");
		await asha.see("صباح الخير");
		await eventually(async () => expect(await sideOf("صباح الخير")).toBe("right"));
		expect(await sideOf("good morning")).toBe("left");

		await asha.composer.press("ArrowUp");
		const editor = asha.textbox("Edit message");
		await editor.fill("مساء الخير");
		await editor.press("Enter");
		await asha.article("(edited)").waitFor();
		await eventually(async () => expect(await sideOf("مساء الخير")).toBe("right"));
	}),
);
