import { expect, test } from "bun:test";
import { connect, lobbyOf, signUp, textsOf, until } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import { frames, settled, visible, watchPlaces, wheel, worstDeviation } from "./support/places.ts";
import type { Seat } from "./support/seat.ts";
import { type Seed, seedLobby } from "./support/seed.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const MESSAGES = 600;
const ASKED = 200;
const FIRST_AT = new Date(2024, 0, 5, 9).getTime();

async function serveLongTalk({ serve, use }: Stage): Promise<string> {
	const seeds = Array.from({ length: MESSAGES }, (_, index): Seed => {
		const body = `message ${index + 1} ${"and what the harbour says to it ".repeat(index % 9)}`;
		return { author: index % 3 === 0 ? "Mara" : "Jun", body, at: FIRST_AT + index * 3_600_000 };
	});
	const data = use(await seedLobby(seeds));
	return (await serve({ data: data.path, args: ["--unlimited", "--announce", "off"] })).url;
}

async function focusIsOn(seat: Seat, seq: number): Promise<void> {
	await eventually(async () => {
		const at = await seat.page.evaluate(() => document.activeElement?.getAttribute("data-seq"));
		expect(at).toBe(String(seq));
	});
}

test(
	"a link to an old message shows it with what surrounds it, and paging both ways leads on from there to the latest",
	inBrowser(async (stage) => {
		const url = await serveLongTalk(stage);
		const asha = await stage.newcomer(url, "Asha");
		await asha.see(`message ${MESSAGES}`);
		await asha.open(`#lobby/${ASKED}`);
		await focusIsOn(asha, ASKED);
		const places = await settled(asha);
		expect(places.map(({ seq }) => seq)).toContain(ASKED);
		expect(places.length).toBeGreaterThan(2);
		const jump = asha.button(/jump to latest/i);
		await jump.waitFor();

		await asha.log.hover();
		for (const by of [-300, 300]) {
			for (let round = 0; round < 16; round++) {
				const before = await settled(asha);
				await watchPlaces(asha, before);
				await frames(asha, 2);
				expect(await worstDeviation(asha)).toBeLessThanOrEqual(1);
				await wheel(asha, by);
			}
			const seqs = (await settled(asha)).map(({ seq }) => seq);
			expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
		}
		await asha.log.evaluate((log) => {
			const toEnd = () => {
				log.scrollTop = log.scrollHeight;
				if (!log.querySelector("[data-seq='600']")) requestAnimationFrame(toEnd);
			};
			toEnd();
		});
		await eventually(async () => expect((await visible(asha)).at(-1)?.seq).toBe(MESSAGES));
		await jump.waitFor({ state: "detached" });
		await asha.say("and here we are");
		await eventually(async () => expect((await visible(asha)).at(-1)?.seq).toBe(MESSAGES + 1));
	}),
);

test(
	"from a message of the past one jump leads to the latest, also when news came meanwhile",
	inBrowser(async (stage) => {
		const url = await serveLongTalk(stage);
		const asha = await stage.newcomer(url, "Asha");
		const bela = await connect(url, "Bela", await signUp(url, "Bela"));
		stage.onEnd(() => bela.stop());
		await asha.see(`message ${MESSAGES}`);
		await asha.open(`#lobby/${ASKED}`);
		await focusIsOn(asha, ASKED);
		const before = await settled(asha);
		await watchPlaces(asha, before);
		bela.post(lobbyOf(bela).id, "news of today");
		await asha.button(/1 new/).waitFor();
		expect(await worstDeviation(asha)).toBeLessThanOrEqual(1);
		await asha.button(/1 new/).click();
		await asha.see("news of today");
		await eventually(async () => expect((await visible(asha)).at(-1)?.seq).toBe(MESSAGES + 1));
		await asha.button(/jump to latest/i).waitFor({ state: "detached" });
		// The same link again.
		await asha.page.evaluate(() => {
			location.hash = "#lobby";
		});
		await asha.page.evaluate((seq) => {
			location.hash = `#lobby/${seq}`;
		}, ASKED);
		await focusIsOn(asha, ASKED);
	}),
);

test(
	"a copied link, pasted as a line of its own, is drawn as what it says, with the way there, for those who may read it",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha", { permissions: ["clipboard-read", "clipboard-write"] });
		const bela = await connect(url, "Bela", await signUp(url, "Bela"));
		onEnd(() => bela.stop());
		await asha.createRoom("harbour", { private: true });
		await asha.say("the **secret** course");
		await asha.messageMenu("secret", "Copy link");
		const link = await eventually(async () => {
			const text = await asha.page.evaluate(() => navigator.clipboard.readText());
			expect(text).toStartWith(`${url}/#`);
			return text;
		});
		await asha.go("lobby");
		await asha.say(`as said:\n${link}\nso be it`);
		const quote = asha.article("so be it").getByRole("blockquote");
		await quote.getByText("the secret course").waitFor();
		await quote.getByText("Asha").waitFor();
		await quote.getByRole("link", { name: /harbour/ }).click();
		await asha.heading("harbour").waitFor();
		await eventually(async () =>
			expect(await asha.article("secret").evaluate((article) => article === document.activeElement)).toBe(true),
		);

		const bystander = await newcomer(url, "Cleo");
		await bystander.see("so be it");
		await bystander.article("so be it").getByRole("link").waitFor();
		expect(await bystander.article("so be it").getByRole("blockquote").count()).toBe(0);
		expect(await bystander.page.content()).not.toContain("secret");
		await until(() => textsOf(lobbyOf(bela)).length === 1, "the lobby's one message");
	}),
);

test(
	"on a phone, what a link in a thread leads to is in sight, and not under the thread",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const bela = await connect(url, "Bela", await signUp(url, "Bela"));
		onEnd(() => bela.stop());
		const lobby = lobbyOf(bela);
		bela.post(lobby.id, "the root");
		bela.post(lobby.id, "what is meant");
		await until(() => textsOf(lobby).includes("what is meant"), "both were posted");
		const seqOf = (text: string) => lobby.messages.value.find(({ body }) => body === text)?.seq ?? 0;
		bela.post(lobby.id, `this: ${url}/#~${lobby.id}/${seqOf("what is meant")}`, { thread: seqOf("the root") });
		await until(() => bela.outbox.value.length === 0, "the answer was posted");

		const asha = await newcomer(url, "asha", { viewport: { width: 390, height: 844 } });
		await asha.button(/1 reply/).click();
		const thread = asha.page.getByRole("complementary", { name: "Thread" });
		await thread.getByRole("link", { name: /#~/ }).click();
		await focusIsOn(asha, seqOf("what is meant"));
		await thread.waitFor({ state: "detached" });

		await asha.button(/1 reply/).click();
		await thread.waitFor();
		await asha.page.keyboard.press("Alt+i");
		await asha.page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
		await thread.waitFor({ state: "detached" });
	}),
);

test(
	"an address that names no room, one that others keep private, or no message, says so",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const bela = await connect(url, "Bela", await signUp(url, "Bela"));
		onEnd(() => bela.stop());
		await bela.createRoom({ name: "closed", visibility: "private", topic: "" });
		const asha = await newcomer(url, "asha");
		for (const address of ["#nowhere", "#closed", "#~4096/3"]) {
			await asha.page.goto("about:blank");
			await asha.open(address);
			await eventually(async () => expect(await asha.alert.innerText()).toContain("No room that you can read"));
			await asha.heading("lobby").waitFor();
		}
		await asha.page.goto("about:blank");
		await asha.open("#lobby/4096");
		await eventually(async () => expect(await asha.alert.innerText()).toContain("No message was found"));
		await asha.page.goto("about:blank");
		await asha.open("#lobby");
		await asha.composer.waitFor();
		expect(await asha.alert.count()).toBe(0);
	}),
);
