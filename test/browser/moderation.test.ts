import { expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import { newPerson } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { Hands } from "./support/hands.ts";
import type { Seat } from "./support/seat.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

/** The first account of a server, which made a room. */
async function withRoom({ serve, onEnd }: Stage, name: string): Promise<{ url: string; mara: Client; room: Room }> {
	const { url } = await serve({ args: ["--announce", "off"] });
	const mara = await newPerson(url, "Mara");
	onEnd(() => mara.stop());
	return { url, mara, room: await mara.createRoom({ name, visibility: "public", topic: "" }) };
}

function moderationOf(seat: Seat, person: string) {
	return seat.people.getByRole("listitem").filter({ hasText: person }).getByRole("button", { name: "Moderation" });
}

async function useMenu(seat: Seat, person: string, item: string): Promise<void> {
	await moderationOf(seat, person).click();
	await seat.page.getByRole("menuitem", { name: item }).click();
}

test(
	"in a room for announcements moderators post, and whom they allow to; the others are told who does",
	inBrowser(async (stage) => {
		const { url, mara, room } = await withRoom(stage, "news");
		const asha = await stage.newcomer(url, "Asha");
		const bela = await stage.newcomer(url, "Bela", { viewport: { width: 390, height: 844 } });
		for (const name of ["Asha", "Bela"]) await mara.invite(room.id, name);
		await mara.setRule(room.id, { rule: "moderator", on: true, value: "Asha" });
		await asha.go("news");
		await bela.open("#news");
		await bela.composer.waitFor();

		await asha.roomMenu("Room settings");
		const settings = asha.dialog("Settings of #news");
		await settings.getByRole("checkbox", { name: "Announcements only" }).check();
		await settings.getByRole("checkbox", { name: "Only moderators change the topic" }).check();
		await bela.page.getByText("Only Mara and Asha post in #news. You can read and react.").waitFor();
		expect(await bela.composer.count()).toBe(0);
		await clean(bela, "a room where one may not post");

		const hands = new Hands(asha);
		const speakers = settings.getByRole("region", { name: "Allowed to post" });
		await hands.tabTo("One more who may post");
		await hands.type("Nobody");
		await hands.press("Enter");
		await speakers.getByRole("alert").getByText("Nobody").waitFor();
		await asha.page.keyboard.press("Control+a");
		await hands.type("bela");
		await hands.press("Enter");
		await speakers.getByRole("listitem").getByText("Bela").waitFor();
		await clean(asha, "room settings");
		expect(hands.unseen).toEqual(new Set());
		await bela.say("allowed to");
		await asha.see("allowed to");
		await hands.press("Escape");
		await asha.noDialog();
		await useMenu(asha, "Bela", "No longer allow to post");
		await bela.composer.waitFor({ state: "detached" });

		// Who moderates no longer has nothing more to set.
		await asha.roomMenu("Room settings");
		await settings.waitFor();
		await mara.setRule(room.id, { rule: "moderator", on: false, value: "Asha" });
		await asha.noDialog();
		await asha.page.getByText("Only Mara posts in #news.").waitFor();
		expect(await asha.people.getByRole("button", { name: "Moderation" }).count()).toBe(0);
	}),
);

test(
	"a room that has a key asks for it, from the list of rooms and from the switcher",
	inBrowser(async (stage) => {
		const { url, mara, room } = await withRoom(stage, "cellar");
		await mara.setRule(room.id, { rule: "key", on: true, value: "seaweed" });
		const bela = await stage.newcomer(url, "Bela");
		await bela.button("Browse rooms").click();
		await bela.dialog("Browse rooms").getByText("needs a key").waitFor();
		await bela.button("Join cellar").click();
		const asking = bela.dialog("Join #cellar?");
		await asking.getByRole("textbox", { name: "Key" }).fill("kelp");
		await bela.page.keyboard.press("Enter");
		await asking.getByRole("alert").getByText("key").waitFor();
		await bela.page.keyboard.press("Escape");
		await bela.button("Join cellar").waitFor();
		await bela.page.keyboard.press("Escape");
		await bela.noDialog();

		await bela.page.keyboard.press("Control+k");
		await bela.page.getByRole("combobox").fill("cell");
		await bela.page.getByRole("option", { name: /cellar/ }).waitFor();
		await bela.page.keyboard.press("Enter");
		await new Hands(bela).at("Key");
		await bela.page.keyboard.type("seaweed");
		await bela.page.keyboard.press("Enter");
		await bela.heading("cellar").waitFor();
		await bela.noDialog();
		await bela.say("found it");
		await bela.see("found it");
	}),
);

test(
	"who is removed and banned is told why, cannot come back, and can when the ban is undone",
	inBrowser(async (stage) => {
		const { url, mara, room } = await withRoom(stage, "harbour");
		const asha = await stage.newcomer(url, "Asha");
		const bela = await stage.newcomer(url, "Bela");
		for (const name of ["Asha", "Bela"]) await mara.invite(room.id, name);
		await asha.go("harbour");
		await bela.go("harbour");
		await asha.people.getByText("Bela").waitFor();
		expect(await moderationOf(asha, "Bela").count()).toBe(0);
		await mara.setRule(room.id, { rule: "moderator", on: true, value: "Asha" });
		await asha.people.getByRole("listitem").filter({ hasText: "Asha" }).getByText("Moderator").waitFor();

		await asha.people.getByRole("button", { name: /^Bela/ }).click();
		await asha.dialog("Bela").getByRole("region", { name: "In #harbour" }).waitFor();
		await clean(asha, "a member's card, for a moderator");
		await asha.button("Remove from #harbour").click();
		const asking = asha.dialog("Remove Bela from #harbour?");
		await asking.getByRole("textbox", { name: "Reason" }).fill("Keep to the boats");
		await asking.getByRole("checkbox", { name: "Ban them, too" }).check();
		await asking.getByRole("button", { name: "Remove and ban" }).click();
		await asha.noDialog();
		await eventually(async () =>
			expect((await asha.lines()).slice(-2)).toEqual(["Asha banned Bela", "Asha removed Bela: Keep to the boats"]),
		);
		await asha.people.getByText("Bela").waitFor({ state: "detached" });

		const told = bela.dialog("You were removed from #harbour");
		await told.getByText("Asha removed you.").waitFor();
		await told.getByText("Keep to the boats").waitFor();
		await clean(bela, "being removed");
		await bela.page.keyboard.press("Enter");
		await bela.noDialog();
		await bela.heading("lobby").waitFor();
		await bela.button("Browse rooms").click();
		await bela.button("Join harbour").click();
		await bela.dialog("Browse rooms").getByRole("alert").getByText("ban").waitFor();

		await asha.roomMenu("Room settings");
		await asha.button("Undo for Bela").click();
		await asha.dialog().getByText("Nobody is banned").waitFor();
		await bela.button("Join harbour").click();
		await bela.heading("harbour").waitFor();

		// Elsewhere, it is a notice.
		await bela.go("lobby");
		await asha.page.keyboard.press("Escape");
		await asha.noDialog();
		await asha.people.getByText("Bela").waitFor();
		await asha.say("/remove bela Once more");
		expect(await asking.getByRole("textbox", { name: "Reason" }).inputValue()).toBe("Once more");
		await asking.getByRole("button", { name: "Remove", exact: true }).click();
		await bela.alert.getByText("Asha removed you from #harbour: Once more").waitFor();
	}),
);
