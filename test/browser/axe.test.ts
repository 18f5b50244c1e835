import { test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { PNG, upload } from "../support/files.ts";
import { connect, lobbyOf, signUp, until } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { settled } from "./support/places.ts";
import type { Seat } from "./support/seat.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const WIDTHS = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 },
];

/** A place where every screen has something on it. */
async function furnished({ serve, onEnd }: Stage): Promise<{ url: string; bela: Client }> {
	const { url } = await serve({
		args: ["--announce", "off", "--unlimited", "--keep-free", "0", "--name", "Harbour Lab"],
	});
	const belaToken = await signUp(url, "Bela");
	const bela = await connect(url, "Bela", belaToken);
	const token = await signUp(url, "Asha");
	const asha = await connect(url, "Asha", token);
	onEnd(() => {
		bela.stop();
		asha.stop();
	});
	const lobby = lobbyOf(asha);
	await bela.setProfile({ display: "Bela Nagy", status: { emoji: "🌊", text: "on the tide survey" } });
	await bela.createRoom({ name: "harbour", visibility: "public", topic: "Tides and gauges" });
	const pictures = await Promise.all(
		["one.png", "two.png"].map((name) => upload(url, token, { name, type: "image/png", body: PNG })),
	);
	const text = await upload(url, token, { name: "parser.ts", type: "text/plain", body: "export const tide = 1;\n" });
	const post = async (client: Client, body: string, more: Parameters<Client["post"]>[2] = {}) => {
		client.post(lobby.id, body, more);
		await until(() => client.outbox.value.length === 0, `"${body}" posted`);
	};
	await post(asha, "Who brings the **sensor** to the pier?\n\n```ts\nconst a = 1;\n```");
	await post(asha, "Two pictures and a parser", { files: [...pictures, text] });
	await until(() => lobby.messages.value.length >= 2, "both in the log");
	const [root, second] = lobby.messages.value.filter(({ kind }) => kind === "text");
	if (!root || !second) throw new Error("nothing was posted");
	await post(bela, "@Asha I do, with the **sensor** case", { thread: root.seq });
	await post(bela, "@Asha see the thread");
	await bela.react(lobby.id, root.seq, "🎉", true);
	await asha.pin(lobby.id, root.seq, true);
	await asha.save(lobby.id, second.seq, true);
	await asha.edit(lobby.id, second.seq, "Two pictures and the parser");
	const direct = await bela.openDirect(["Asha"]);
	bela.post(direct.id, "a word with you");
	await until(() => bela.outbox.value.length === 0, "the word was sent");
	return { url, bela };
}

async function openRooms(seat: Seat, narrow: boolean): Promise<void> {
	if (narrow) await seat.button("Open rooms").click();
	await seat.button("Settings").waitFor();
}

for (const viewport of WIDTHS) {
	const narrow = viewport.width < 720;
	const size = `${viewport.width} px wide`;
	test(
		`axe finds nothing on threads, pins, saved, inbox, search and what opens on a message, light and dark, ${size}`,
		inBrowser(async (stage) => {
			const { url } = await furnished(stage);
			const asha = await stage.seat(url, { viewport });
			await asha.logIn("Asha");
			const { page } = asha;
			const pane = (name: string) => page.getByRole("complementary", { name });
			const check = (screen: string) => clean(asha, `${screen}, ${size}`);
			const root = asha.article("Who brings the");
			await root.getByRole("button", { name: /1 reply/ }).click();
			await pane("Thread").getByText("case").waitFor();
			await check("thread");
			await pane("Thread").getByRole("button", { name: "Close thread" }).click();

			// A menu goes when what it belongs to scrolls.
			await root.scrollIntoViewIfNeeded();
			await root.hover();
			await settled(asha);
			await root.getByRole("button", { name: "More actions" }).click();
			await page.getByRole("menuitem", { name: "Copy link" }).waitFor();
			await check("message menu");
			await page.keyboard.press("Escape");
			await root.hover();
			await root.getByRole("button", { name: "Add reaction" }).first().click();
			await page.getByRole("combobox", { name: "Search emoji" }).waitFor();
			await page.getByRole("gridcell").first().waitFor();
			await check("emoji picker");
			await page.keyboard.press("Escape");
			await root.getByRole("button", { name: "🎉 1" }).focus();
			await page.getByRole("tooltip").waitFor();
			await check("who reacted");

			await asha.article("Two pictures").getByRole("button", { name: "Open picture one.png" }).click();
			await asha.dialog("Picture one.png").waitFor();
			await check("viewer");
			await page.keyboard.press("Escape");
			await asha.noDialog();
			await asha.article("Two pictures").getByText("parser.ts").click();
			await asha.article("Two pictures").getByText("export const").waitFor();
			await check("text file");
			await asha.article("Two pictures").getByRole("button", { name: "(edited)" }).click();
			await asha.dialog().getByText("a parser").waitFor();
			await check("edit history");
			await page.keyboard.press("Escape");
			await asha.noDialog();

			await asha.button("Pinned messages").click();
			await pane("Pinned messages").getByText("Who brings the").waitFor();
			await check("pins");
			await pane("Pinned messages").getByRole("button", { name: /close/i }).click();
			await asha.article("Two pictures").getByRole("button", { name: "Saved", exact: true }).click();
			await pane("Saved messages").getByText("Two pictures").waitFor();
			await check("saved");
			await pane("Saved messages").getByRole("button", { name: /close/i }).click();

			if (narrow) await asha.button("Search").click();
			await asha.textbox("Search").fill("sensor");
			await pane("Search results").locator("mark").first().waitFor();
			await check("search");
			await pane("Search results").getByRole("button", { name: "Close search" }).click();
			await page.goto(`${url}/#/inbox`);
			await page.getByRole("list", { name: "Inbox" }).getByText("see the thread").first().waitFor();
			await check("inbox");
		}),
	);

	test(
		`axe finds nothing on the switcher, profiles, every setting, new messages and rooms, light and dark, ${size}`,
		inBrowser(async (stage) => {
			const { url } = await furnished(stage);
			const asha = await stage.seat(url, { viewport });
			await asha.logIn("Asha");
			const { page } = asha;
			const check = (screen: string) => clean(asha, `${screen}, ${size}`);
			const close = async () => {
				await page.keyboard.press("Escape");
				await asha.noDialog();
			};
			await page.keyboard.press("Control+k");
			await page.getByRole("combobox").fill("be");
			await page.getByRole("option", { name: /Bela/ }).first().waitFor();
			await check("switcher");
			await close();
			await asha.article("see the thread").getByRole("button", { name: "Bela Nagy" }).first().click();
			await asha.dialog("Bela Nagy").getByText("on the tide survey").waitFor();
			await check("profile card");
			await close();
			await page.getByRole("heading", { level: 1 }).getByRole("button").click();
			await page.getByRole("menuitemradio", { name: "Nothing" }).waitFor();
			await check("room menu");
			await page.keyboard.press("Escape");

			await openRooms(asha, narrow);
			await asha.button("New direct message").click();
			await asha.dialog("New direct message").getByRole("textbox", { name: "To" }).fill("be");
			await page.getByRole("option", { name: /Bela/ }).first().waitFor();
			await check("new direct message");
			await close();
			await asha.button("Browse rooms").click();
			await asha.button("Join harbour").waitFor();
			await check("browse rooms");
			await close();
			await asha.button("Settings").click();
			const sections = page.getByRole("navigation", { name: "Settings" }).getByRole("button");
			await sections.first().waitFor();
			for (const name of await sections.allInnerTexts()) {
				await sections.filter({ hasText: name }).click();
				await check(`settings: ${name}`);
			}
			await close();
		}),
	);
}
