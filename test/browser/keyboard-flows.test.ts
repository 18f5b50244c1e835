import { expect, test } from "bun:test";
import { lobbyOf, newPerson, PASSWORD, until } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import { Hands } from "./support/hands.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const ANNOUNCE = { args: ["--announce", "off"] };

test(
	"the keyboard alone signs up, joins a room, posts, edits, replies in a thread, reacts, pins, saves, marks unread and attaches",
	inBrowser(async ({ serve, seat, onEnd }) => {
		const { url } = await serve(ANNOUNCE);
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		const harbour = await bela.createRoom({ name: "harbour", visibility: "public" });
		await bela.open(harbour);
		bela.post(harbour.id, "who brings the boat");
		const asha = await seat(url);
		const hands = new Hands(asha);
		await hands.at(/^Username/);
		await hands.type("Asha");
		for (const box of ["Password", "Confirm password"]) {
			await hands.tabTo(new RegExp(`^${box}`));
			await hands.type(PASSWORD);
		}
		await hands.press("Enter");
		await hands.at("Message");

		await hands.backTo("Browse rooms");
		await hands.press("Enter");
		await asha.button("Join harbour").waitFor();
		await hands.use("Join harbour");
		await asha.heading("harbour").waitFor();
		await hands.at("Message");
		await asha.see("who brings the boat");
		await hands.type("by hand");
		await hands.press("Enter");
		await asha.page.locator("article[data-seq]", { hasText: "by hand" }).waitFor();
		await hands.backTo("Messages");
		await hands.press("ArrowUp");
		await hands.at(/^Asha, /);
		await hands.press("e");
		await hands.at("Edit message");
		await hands.press("End");
		await hands.type(", edited");
		await hands.press("Enter");
		await asha.see("by hand, edited");
		await hands.at("Message");

		await hands.backTo("Messages");
		await hands.press("ArrowUp");
		await hands.press("ArrowUp");
		await hands.at(/^Bela, /);
		await hands.press("r");
		await hands.at(/repl/i);
		await hands.type("and by keys");
		await hands.press("Enter");
		const thread = asha.page.getByRole("complementary", { name: "Thread" });
		await thread.getByRole("article").filter({ hasText: "and by keys" }).waitFor();
		await hands.press("Escape");
		await thread.waitFor({ state: "detached" });
		await hands.at(/^Bela, /);

		const boat = asha.article("who brings the boat");
		await hands.press("+");
		await hands.at("Search emoji");
		await hands.type("tada");
		await asha.page.getByRole("status").filter({ hasText: "found" }).waitFor();
		await hands.press("Enter");
		await boat.getByRole("button", { name: "🎉 1" }).waitFor();
		await hands.at(/^Bela, /);
		for (const [letter, item, mark] of [
			["p", "Pin to the room", "Pinned"],
			["s", "Save for later", "Saved"],
		] as const) {
			await hands.use("More actions");
			await hands.at("Copy text");
			await hands.press(letter);
			await hands.at(item);
			await hands.press("Enter");
			await boat.getByText(mark).first().waitFor();
			await hands.at(/^Bela, /);
		}
		await hands.use("More actions");
		await hands.at("Copy text");
		await hands.press("m");
		await hands.at("Mark unread from here");
		await hands.press("Enter");
		await asha.log.getByText("New", { exact: true }).waitFor();
		await hands.at(/^Bela, /);

		const chooser = asha.page.waitForEvent("filechooser");
		await hands.tabTo("Attach files");
		await hands.press("Enter");
		await (await chooser).setFiles([
			{ name: "tides.txt", mimeType: "text/plain", buffer: Buffer.from("high at noon") },
		]);
		await hands.at("Message");
		await hands.type("the tides");
		await hands.press("Enter");
		await until(() => harbour.messages.value.some(({ files }) => files?.[0]?.name === "tides.txt"), "the file");
		expect([...hands.unseen]).toEqual([]);
	}),
);

test(
	"the keyboard alone searches and jumps, switches rooms, works the inbox off, and writes to somebody from their card",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve(ANNOUNCE);
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		const asha = await newcomer(url, "Asha");
		const hands = new Hands(asha);
		bela.post(lobbyOf(bela).id, "the needle is here");
		await asha.see("the needle is here");
		const other = await bela.createRoom({ name: "field-notes", visibility: "public" });
		await hands.at("Message");
		await hands.press("Control+k");
		await hands.at("Jump to a room or a person");
		await hands.type("fn");
		await asha.page.getByRole("option", { name: "field-notes", selected: true }).waitFor();
		await hands.press("Enter");
		await asha.heading("field-notes").waitFor();
		await hands.at("Message");

		await hands.backTo("Messages");
		await hands.press("/");
		await hands.at("Search");
		await hands.type("needle");
		const results = asha.page.getByRole("complementary", { name: "Search results" });
		await results.getByRole("button", { name: /needle/ }).waitFor();
		await hands.press("ArrowDown");
		await hands.at(/the needle is here/);
		await hands.press("Enter");
		await asha.heading("lobby").waitFor();
		await hands.at(/^Bela, /);
		// Nothing is unread any more.
		await eventually(async () => expect(await asha.page.title()).not.toContain("•"));

		bela.post(other.id, "@Asha a word");
		bela.post((await bela.openDirect(["Asha"])).id, "and another");
		await hands.press("Alt+i");
		await asha.page.getByRole("list", { name: "Inbox" }).getByText("and another").waitFor();
		const rows = asha.page.locator('.inbox-row[data-unread="true"]');
		await eventually(async () => expect(await rows.count()).toBe(2));
		await hands.at(/and another|a word/);
		await hands.press("e");
		await eventually(async () => expect(await rows.count()).toBe(1));
		await hands.at(/and another|a word/);
		await hands.press("e");
		await asha.page.getByRole("heading", { name: "All caught up" }).waitFor();

		await hands.press("Control+k");
		await hands.at("Jump to a room or a person");
		await hands.type("lob");
		await asha.page.getByRole("option", { name: "lobby", selected: true }).waitFor();
		await hands.press("Enter");
		await asha.heading("lobby").waitFor();
		await hands.at("Message");
		if ((await asha.people.count()) === 0) await hands.press("Control+.");
		await asha.people.getByText("Bela").waitFor();
		await hands.tabTo(/Bela$/);
		await hands.press("Enter");
		await asha.dialog("Bela").waitFor();
		await hands.at("Message");
		await hands.press("Escape");
		await asha.noDialog();
		await hands.at(/Bela$/);
		await hands.press("Enter");
		await asha.dialog("Bela").waitFor();
		await hands.at("Message");
		await hands.press("Enter");
		await asha.heading("Bela").waitFor();
		await asha.noDialog();
		await hands.at("Message");
		await hands.type("by keys alone");
		await hands.press("Enter");
		const direct = await bela.openDirect(["Asha"]);
		await bela.open(direct);
		await until(() => direct.messages.value.some(({ body }) => body === "by keys alone"), "the direct message");
		expect([...hands.unseen]).toEqual([]);
	}),
);

test(
	"the keyboard alone sets a status, changes the password, ends another session, and logs out",
	inBrowser(async ({ serve, seat, newcomer }) => {
		const { url } = await serve(ANNOUNCE);
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const hands = new Hands(asha);
		await hands.at("Message");
		await hands.backTo("Settings");
		await hands.press("Enter");
		await asha.dialog("Settings").waitFor();
		await hands.use("Profile");
		await hands.tabTo("Status");
		await hands.type("in the engine room");
		await hands.use("Save status");
		await asha.page.getByText("in the engine room").first().waitFor();

		await hands.backTo("Profile");
		await hands.use("Password");
		await hands.tabTo(/^Password now/);
		await hands.type(PASSWORD);
		for (const box of [/^New password/, /^Confirm new password/]) {
			await hands.tabTo(box);
			await hands.type("another horse");
		}
		await hands.press("Enter");
		await asha.dialog().getByText("Your other sessions have ended").waitFor();

		const phone = await seat(url);
		await phone.logIn("Asha", "another horse");
		await asha.toFront();
		await hands.backTo("Password");
		await hands.use("Sessions");
		await asha
			.dialog()
			.getByRole("button", { name: /^End the session/ })
			.waitFor();
		await hands.use(/^End the session/);
		await phone.button("Log in").waitFor();
		await hands.press("Escape");
		await asha.noDialog();
		await hands.at("Settings");
		await hands.use("Log out");
		await asha.page.getByRole("heading", { name: "Welcome back" }).waitFor();
		await hands.at(/^Username|^Password/);
		expect(await bela.composer.isVisible()).toBe(true);
		expect([...hands.unseen]).toEqual([]);
	}),
);
