import { expect, test } from "bun:test";
import { lobbyOf, newPerson, until } from "../support/person.ts";
import { seat as sitDown } from "../terminal/support/terminal.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

/** What stands beside the inbox, or a room, in the browser's list: nothing, `12 unread`, `1 mentions`. */
async function besides(seat: Seat, name: string): Promise<string> {
	const text = await seat.rooms.getByRole("link").filter({ hasText: name }).innerText();
	return text.replace("#", "").replace(name, "").replace(/\s+/g, " ").trim();
}

test(
	"what one reads in the terminal is read in the browser and the other way round, and both count alike",
	inBrowser(async ({ serve, newcomer, use, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const ben = await newPerson(url, "ben");
		onEnd(() => ben.stop());
		const kelp = await ben.createRoom({ name: "kelp", visibility: "public", topic: "" });
		await ben.open(kelp);
		const asha = await newcomer(url, "asha");
		const terminal = use(await sitDown(url, "asha"));
		await asha.joinRoom("kelp");
		await asha.go("lobby");
		await terminal.sees("  # kelp");
		const shows = (name: string, words: string) =>
			eventually(async () => expect(await besides(asha, name)).toBe(words));

		ben.post(kelp.id, "low tide");
		ben.post(kelp.id, "bring nets, @asha");
		await terminal.sees(/# kelp +@1/);
		await shows("kelp", "1 mentions");
		await terminal.sees(/Inbox +1/);
		await shows("Inbox", "1 waiting for you");
		await terminal.press("M-Down");
		await terminal.sees("▌ # kelp");
		await terminal.seesNo(/# kelp +@1/);
		await shows("kelp", "");
		await shows("Inbox", "");

		await terminal.press("M-Up");
		await terminal.sees("▌ # lobby");
		ben.post(kelp.id, "and boots");
		await terminal.sees(/# kelp +1/);
		await shows("kelp", "1 unread");
		await asha.go("kelp");
		await asha.see("and boots");
		await terminal.seesNo(/# kelp +1/);

		await asha.go("lobby");
		await asha.say("who rows?");
		await until(() => lobbyOf(ben).messages.value.some(({ body }) => body === "who rows?"), "asked");
		const root =
			lobbyOf(ben)
				.messages.peek()
				.find(({ body }) => body === "who rows?")?.seq ?? 0;
		ben.post(lobbyOf(ben).id, "I do", { thread: root });
		await terminal.sees("↳ 1 reply, 1 new");
		await terminal.sees(/Inbox +1/);
		await shows("Inbox", "1 waiting for you");
		await asha
			.article("who rows?")
			.getByRole("button", { name: /1 reply/ })
			.click();
		await terminal.seesNo("1 new");
		await terminal.seesNo(/Inbox +1/);
		await shows("Inbox", "");

		await asha.go("kelp");
		await terminal.press("M-Down");
		await terminal.sees("▌ # kelp");
		await asha.go("lobby");
		await terminal.press("BTab");
		await terminal.sees("u unread");
		await terminal.type("u");
		await terminal.sees("Unread from here on");
		await shows("kelp", "1 unread");
	}),
);
