import { expect, test } from "bun:test";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

async function invite(seat: Seat, name: string): Promise<void> {
	await seat.roomMenu("Invite people");
	await seat.dialog().getByRole("textbox", { name: "Name" }).fill(name);
	await seat.dialog().getByRole("button", { name: "Invite", exact: true }).click();
	await seat.noDialog();
}

async function setTopic(seat: Seat, topic: string): Promise<void> {
	await seat.page.locator(".topic").click();
	await seat.dialog().getByRole("textbox", { name: "Topic" }).fill(topic);
	await seat.dialog().getByRole("button", { name: "Save" }).click();
	await seat.noDialog();
}

test(
	"a public room is made, found in the directory and joined, and both are listed in it",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour", { topic: "Ships & tides" });
		await asha.noDialog();
		await asha.page.getByText("Ships & tides").first().waitFor();
		await asha.say("first");

		await bela.button("Browse rooms").click();
		const listed = bela.dialog("Browse rooms").getByRole("listitem").filter({ hasText: "harbour" });
		await listed.waitFor();
		expect(await listed.innerText()).toContain("1 person");
		expect(await listed.innerText()).toContain("Ships & tides");
		await listed.getByRole("button", { name: "Join harbour" }).click();
		await bela.heading("harbour").waitFor();
		await eventually(async () => {
			expect(await bela.lines()).toEqual(["Asha made this room", "Asha: first", "Bela joined"]);
			expect(await asha.lines()).toEqual(["Asha made this room", "Asha: first", "Bela joined"]);
		});
		await eventually(async () =>
			expect(await asha.people.getByRole("listitem").allInnerTexts()).toEqual([
				expect.stringContaining("Asha"),
				expect.stringContaining("Bela"),
			]),
		);
	}),
);

test(
	"browsing narrows by what is typed, opens what one is in, and tells when nothing is there",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("harbour");
		await asha.createRoom("kitchen", { topic: "who cooks" });
		await asha.button("Browse rooms").click();
		const find = asha.textbox("Find a room");
		await asha.button("Open kitchen").waitFor();
		await find.fill("cook");
		await asha.button("Open harbour").waitFor({ state: "detached" });
		await find.fill("nothing like it");
		await asha.page.getByText("No room of that name").waitFor();
		await find.fill("harb");
		await asha.button("Open harbour").click();
		await asha.heading("harbour").waitFor();
		await asha.noDialog();
	}),
);

test(
	"a private room is seen by nobody until a member brings them in; then they read all of it",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("hiring", { private: true });
		await asha.say("said before");
		await asha.see("said before");
		await asha.createRoom("open-one");

		await bela.button("Browse rooms").click();
		await bela.button("Join open-one").waitFor();
		expect(await bela.dialog().getByText("hiring").count()).toBe(0);
		await bela.page.keyboard.press("Escape");
		const byLink = await anotherTab(bela, "#hiring");
		await byLink.heading("lobby").waitFor();
		await bela.toFront();

		await asha.go("hiring");
		await invite(asha, "bela");
		for (const seat of [bela, byLink]) await seat.roomLink("hiring").waitFor();
		await bela.go("hiring");
		await eventually(async () =>
			expect(await bela.lines()).toEqual(["Asha made this room", "Asha: said before", "Asha brought in Bela"]),
		);
	}),
);

test(
	"inviting somebody who does not exist is refused in the dialog, which stays",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("hiring", { private: true });
		await asha.roomMenu("Invite people");
		await asha.dialog().getByRole("textbox", { name: "Name" }).fill("Nobody");
		await asha.dialog().getByRole("button", { name: "Invite", exact: true }).click();
		await eventually(async () =>
			expect(await asha.dialog().getByRole("alert").innerText()).toContain("Cannot find an account named Nobody"),
		);
		await asha.dialog().getByRole("button", { name: "Cancel" }).click();
		await asha.noDialog();
	}),
);

test(
	"a room's name that is taken or cannot be one is refused in the dialog, which keeps what was typed",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("harbour");
		await asha.rooms.getByRole("button", { name: "Create room" }).click();
		const dialog = asha.dialog("New room");
		for (const [name, why] of [
			["Harbour", "a room has it"],
			["a/b", "only letters, digits and - _ . may stand in it"],
		] as const) {
			await dialog.getByRole("textbox", { name: "Room name" }).fill(name);
			await dialog.getByRole("button", { name: "Create room" }).click();
			await eventually(async () => expect(await dialog.getByRole("alert").innerText()).toContain(why));
			expect(await dialog.getByRole("textbox", { name: "Room name" }).inputValue()).toBe(name);
		}
		await dialog.getByRole("textbox", { name: "Room name" }).fill("#two words");
		await dialog.getByRole("button", { name: "Create room" }).click();
		await asha.heading("two-words").waitFor();
	}),
);

test(
	"what is unread stands bold in the list with its count, as a dot in the title, and reading clears it everywhere",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await bela.joinRoom("harbour");
		await bela.go("lobby");
		const tab = await anotherTab(bela);
		await tab.heading("lobby").waitFor();
		await bela.toFront();
		const weight = (seat: Seat) =>
			seat.roomLink("harbour").evaluate((link) => Number(getComputedStyle(link).fontWeight));
		expect(await weight(bela)).toBeLessThan(600);

		for (const text of ["one", "two", "three"]) await asha.say(text);
		for (const seat of [bela, tab]) {
			await seat.rooms.getByRole("link", { name: /harbour\s*3 unread/ }).waitFor();
			expect(await weight(seat)).toBeGreaterThanOrEqual(600);
			expect(await seat.page.title()).toBe("• lobby · Parlour");
		}
		await bela.go("harbour");
		await bela.see("three");
		for (const seat of [bela, tab]) {
			await seat.rooms.getByText("unread").waitFor({ state: "detached" });
			await eventually(async () => expect(await seat.page.title()).not.toContain("•"));
		}
		expect(await weight(tab)).toBeLessThan(600);
		await bela.page.reload();
		await bela.see("three");
		expect(await bela.rooms.getByText("unread").count()).toBe(0);
	}),
);

test(
	"one's own messages and comings and goings are not unread",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("harbour");
		await asha.say("my own");
		await asha.see("my own");
		await asha.createRoom("other");
		const tab = await anotherTab(asha, "#other");
		await tab.roomLink("harbour").waitFor();
		await asha.toFront();
		await newcomer(url, "Bela");
		await asha.go("lobby");
		await eventually(async () => expect((await asha.lines()).at(-1)).toBe("Bela has joined the chat"));
		expect(await tab.rooms.getByText("unread").count()).toBe(0);
	}),
);

test(
	"a topic is set, shown to everybody at once, told in the log, and taken away again",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await setTopic(asha, "Tea at four · चाय");
		for (const seat of [asha, bela]) {
			await seat.button("Tea at four · चाय").waitFor();
			await eventually(async () => expect(await seat.lines()).toContain("Asha changed the topic to “Tea at four"));
		}
		await setTopic(bela, "");
		for (const seat of [asha, bela]) {
			await seat.button("Set a topic").waitFor();
			await eventually(async () => expect((await seat.lines()).at(-1)).toBe("Bela removed the topic"));
		}
	}),
);

test(
	"a new account stands among the lobby's people at once, announced or not",
	inBrowser(async ({ serve, newcomer }) => {
		for (const announce of ["on", "off"]) {
			const { url } = await serve({ args: ["--announce", announce] });
			const asha = await newcomer(url, "Asha");
			await asha.people.getByText("Asha").waitFor();
			const bela = await newcomer(url, "Bela");
			await asha.people.getByText("Bela").waitFor();
			await asha.button("People, 2").waitFor();
			await bela.button("Log out").click();
			const away = asha.people.getByRole("heading", { name: "Away 1" });
			await away.waitFor();
		}
	}),
);

test(
	"leaving a room asks first, leads back to the lobby, is told to the others, and one may come back",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await asha.say("hello");
		await bela.joinRoom("harbour");
		const tab = await anotherTab(bela, "#harbour");
		await tab.heading("harbour").waitFor();

		await bela.toFront();
		await bela.roomMenu("Leave room");
		await bela.dialog("Leave #harbour?").getByRole("button", { name: "Cancel" }).click();
		await bela.heading("harbour").waitFor();
		await bela.roomMenu("Leave room");
		await bela.dialog("Leave #harbour?").getByRole("button", { name: "Leave room" }).click();
		for (const seat of [bela, tab]) {
			await seat.heading("lobby").waitFor();
			await seat.roomLink("harbour").waitFor({ state: "detached" });
		}
		await bela.noDialog();
		await bela.page.getByRole("heading", { level: 1 }).getByRole("button").click();
		await bela.page.getByRole("menuitem", { name: "Pinned messages" }).waitFor();
		expect(await bela.page.getByRole("menuitem", { name: "Leave room" }).count()).toBe(0);
		await bela.page.keyboard.press("Escape");
		await eventually(async () => expect((await asha.lines()).at(-1)).toBe("Bela left"));

		await bela.joinRoom("harbour");
		await bela.see("hello");
	}),
);

test(
	"the address bar holds the room: back and forward, a reload and a link lead to it",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("harbour");
		await asha.createRoom("समाचार");
		expect(decodeURIComponent(new URL(asha.page.url()).hash)).toBe("#समाचार");
		await asha.go("harbour");
		expect(new URL(asha.page.url()).hash).toBe("#harbour");
		await asha.page.goBack();
		await asha.heading("समाचार").waitFor();
		await asha.page.goBack();
		await asha.heading("harbour").waitFor();
		await asha.page.goForward();
		await asha.heading("समाचार").waitFor();
		await asha.page.reload();
		await asha.heading("समाचार").waitFor();

		const tab = await anotherTab(asha, `#${encodeURIComponent("समाचार")}`);
		await tab.heading("समाचार").waitFor();
		const nowhere = await anotherTab(asha, "#no-such-room");
		await nowhere.heading("lobby").waitFor();
		const broken = await anotherTab(asha, "#%E0%A4%A");
		await broken.heading("lobby").waitFor();
	}),
);

test(
	"Alt with the arrows goes from room to room",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("builds");
		await asha.createRoom("harbour");
		await asha.page.keyboard.press("Alt+ArrowUp");
		await asha.heading("builds").waitFor();
		await asha.page.keyboard.press("Alt+ArrowUp");
		await asha.heading("lobby").waitFor();
		await asha.page.keyboard.press("Alt+ArrowUp");
		await asha.heading("harbour").waitFor();
		await asha.page.keyboard.press("Alt+ArrowDown");
		await asha.heading("lobby").waitFor();
	}),
);
