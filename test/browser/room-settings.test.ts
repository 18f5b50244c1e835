import { expect, test } from "bun:test";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"a room is renamed where everybody stands, archived and brought back, by who may and nobody else",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		await newcomer(url, "Owner");
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await bela.joinRoom("harbour");
		await asha.say("before");

		await asha.roomMenu("Rename room");
		const dialog = asha.dialog("Rename #harbour");
		await dialog.getByRole("textbox", { name: "Room name" }).fill("pier");
		await dialog.getByRole("button", { name: "Rename", exact: true }).click();
		for (const seat of [asha, bela]) {
			await seat.heading("pier").waitFor();
			await seat.roomLink("pier").waitFor();
			await eventually(() => expect(new URL(seat.page.url()).hash).toBe("#pier"));
		}
		await bela.page.getByRole("heading", { level: 1 }).getByRole("button").click();
		await bela.page.getByRole("menuitem", { name: "Leave room" }).waitFor();
		for (const name of ["Rename room", "Archive room"]) {
			expect(await bela.page.getByRole("menuitem", { name }).count()).toBe(0);
		}
		await clean(bela, "room menu");
		await bela.page.keyboard.press("Escape");

		await asha.noDialog();
		await asha.roomMenu("Archive room");
		await asha.dialog("Archive #pier?").getByRole("button", { name: "Archive room" }).click();
		for (const seat of [asha, bela]) {
			await seat.page.getByText("Archived: it can be read and searched").waitFor();
			await seat.roomLink("pier").waitFor({ state: "detached" });
			await seat.see("before");
		}
		await bela.button("Browse rooms").click();
		await bela.dialog("Browse rooms").getByRole("heading", { name: "Archived" }).waitFor();
		await clean(bela, "browse rooms");
		await bela.button("Open pier").click();
		await bela.noDialog();
		await asha.roomMenu("Bring back from the archive");
		for (const seat of [asha, bela]) await seat.roomLink("pier").waitFor();
		await bela.say("after");
		await asha.see("after");
	}),
);

test(
	"a link into a public room asks who is not in it whether to join, and leads on to the message",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await asha.say("the very message");
		await asha.see("the very message");
		const seq = await asha.article("the very message").getAttribute("data-seq");
		const tab = await anotherTab(bela, `#harbour/${seq}`);
		await tab.dialog("Join #harbour?").getByRole("button", { name: "Join room" }).click();
		await tab.heading("harbour").waitFor();
		await tab.noDialog();
		await tab.see("the very message");
	}),
);

test(
	"a room that tells of nothing is dim and counts nothing, on every device",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("builds");
		await bela.joinRoom("builds");
		await asha.page.getByRole("heading", { level: 1 }).getByRole("button").click();
		await asha.page.getByRole("menuitemradio", { name: "Nothing" }).click();
		const tab = await anotherTab(asha, "#lobby");
		await asha.go("lobby");
		await bela.say("312 passed");
		for (const seat of [asha, tab]) {
			await eventually(async () => expect(await seat.roomLink("builds").getAttribute("data-muted")).toBe("true"));
			expect(await seat.roomLink("builds").innerText()).not.toContain("unread");
		}
	}),
);
