import { expect, test } from "bun:test";
import { lobbyOf, newPerson } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import { Gate } from "./support/gate.ts";
import { frames, settled, visible, watchPlaces, wheel, worstDeviation } from "./support/places.ts";
import type { Seat } from "./support/seat.ts";
import { type Seed, type SeededData, seedLobby } from "./support/seed.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const MESSAGES = 10_000;
const MOST_ARTICLES = 300;
const AUTHORS = ["Mara", "Jun", "Tomás", "Priya"];
const FIRST_AT = new Date(2026, 0, 5, 9).getTime();

/** Of every height: a word, some lines, a list, code. */
function bodyOf(index: number): string {
	const name = `message ${index}`;
	switch (index % 7) {
		case 0:
			return `${name}\n\n\`\`\`\nline one\nline two\nline three\n\`\`\``;
		case 3:
			return `${name} ${"and a longer sentence about the harbour, its tides and its ships. ".repeat(1 + (index % 11))}`;
		case 5:
			return `${name}\n\n- one\n- two\n- three`;
		default:
			return name;
	}
}

function longTalk(): Promise<SeededData> {
	const seeds = Array.from({ length: MESSAGES }, (_, index): Seed => {
		// Some minutes between groups, and every 400 messages another day.
		const at = FIRST_AT + Math.floor(index / 400) * 86_400_000 + (index % 400) * 45_000;
		return { author: AUTHORS[Math.floor(index / 7) % AUTHORS.length] ?? "", body: bodyOf(index), at };
	});
	return seedLobby(seeds);
}

function countArticles(seat: Seat): Promise<number> {
	return seat.log.getByRole("article").count();
}

function scrollHeight(seat: Seat): Promise<number> {
	return seat.log.evaluate((log) => log.scrollHeight);
}

async function openLongTalk({ serve, seat, use }: Stage): Promise<{ reader: Seat; url: string }> {
	const data = use(await longTalk());
	const { url } = await serve({ data: data.path, args: ["--unlimited", "--announce", "off"] });
	const reader = await seat(url);
	await reader.signUp("Reader");
	await reader.see(`message ${MESSAGES - 1}`);
	return { reader, url };
}

test(
	"a room of 10,000 messages opens on its newest, with few of them on the page",
	inBrowser(async (stage) => {
		const { reader } = await openLongTalk(stage);
		const places = await settled(reader);
		expect(places.at(-1)?.seq).toBe(MESSAGES);
		expect(await countArticles(reader)).toBeLessThan(MOST_ARTICLES);
		const below = await reader.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
		expect(below).toBeLessThanOrEqual(1);
		expect(await reader.button(/jump to latest/i).count()).toBe(0);
	}),
);

test(
	"older messages that come in above keep what is read in its place, to the pixel, in every frame",
	inBrowser(async (stage) => {
		const { reader } = await openLongTalk(stage);
		const gate = await Gate.before(reader.page, "page");
		await reader.page.reload();
		await reader.see(`message ${MESSAGES - 1}`);
		await settled(reader);
		await reader.log.hover();
		for (let round = 0; round < 6; round++) {
			gate.shut();
			// With the wheel, until older ones are asked for; then on, at last to the very top of what is there.
			while (gate.waiting === 0) {
				await wheel(reader, -200);
				await frames(reader, 2);
			}
			const upTo = [400, 200, 100, 50, 20, 0][round] ?? 0;
			const above = async () => (await reader.log.evaluate((log) => log.scrollTop)) - upTo;
			for (let left = await above(); left > 0; left = await above()) await wheel(reader, -Math.min(left, 150));
			const before = await settled(reader);
			const height = await scrollHeight(reader);
			await watchPlaces(reader, before);
			gate.open();
			await eventually(async () => expect(await scrollHeight(reader)).toBeGreaterThan(height));
			const after = await settled(reader);
			expect(await worstDeviation(reader)).toBeLessThanOrEqual(1);
			for (const { seq, top } of before) {
				expect(Math.abs((after.find((place) => place.seq === seq)?.top ?? Number.NaN) - top)).toBeLessThanOrEqual(1);
			}
		}
	}),
);

test(
	"scrolling up reaches the very first message, never holding more than a few hundred on the page",
	inBrowser(async (stage) => {
		const { reader } = await openLongTalk(stage);
		await reader.log.evaluate((log) => {
			const most = { articles: 0, stop: false };
			Object.assign(window, { most });
			const step = () => {
				most.articles = Math.max(most.articles, log.querySelectorAll("article").length);
				if (most.stop) return;
				log.scrollTop = 0;
				requestAnimationFrame(step);
			};
			step();
		});
		await eventually(
			async () => expect(await reader.page.getByText("This is where it begins").count()).toBe(1),
			60_000,
		);
		await reader.log.getByText("message 0", { exact: true }).waitFor();
		const most = await reader.page.evaluate(() => {
			const { most } = window as unknown as { most: { articles: number; stop: boolean } };
			most.stop = true;
			return most.articles;
		});
		expect(most).toBeLessThan(MOST_ARTICLES);
		const seqs = (await settled(reader)).map(({ seq }) => seq);
		expect(seqs).toEqual(seqs.map((_, index) => index + 1));
		expect(await reader.log.evaluate((log) => log.scrollTop)).toBe(0);

		await reader.button(/jump to latest/i).click();
		await reader.article(`message ${MESSAGES - 1}`).waitFor();
		await eventually(async () => expect((await visible(reader)).at(-1)?.seq).toBe(MESSAGES));
		expect(await countArticles(reader)).toBeLessThan(MOST_ARTICLES);
	}),
);

test(
	"a message that comes while one reads further up moves nothing, and is counted on the way to the latest",
	inBrowser(async (stage) => {
		const { reader, url } = await openLongTalk(stage);
		const asha = await stage.newcomer(url, "Asha");
		await settled(reader);
		await reader.log.hover();
		for (let step = 0; step < 8; step++) {
			await wheel(reader, -240);
		}
		await reader.button(/jump to latest/i).waitFor();
		const before = await settled(reader);
		await watchPlaces(reader, before);
		await asha.say("news one");
		await reader.button("Jump to latest, 1 new").waitFor();
		await asha.say("news two\n\nof several\n\nlines");
		await reader.button("Jump to latest, 2 new").waitFor();
		await frames(reader, 3);
		expect(await worstDeviation(reader)).toBeLessThanOrEqual(1);
		expect(await visible(reader)).toEqual(before);

		await reader.button("Jump to latest, 2 new").click();
		await reader.see("news two");
		await reader.button(/jump to latest/i).waitFor({ state: "detached" });
		await eventually(async () => {
			const below = await reader.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
			expect(below).toBeLessThanOrEqual(1);
			expect(await reader.page.title()).not.toContain("(");
		});
		// At the bottom again, what comes is followed.
		await asha.say("news three");
		await reader.see("news three");
		await eventually(async () => expect((await visible(reader)).at(-1)?.seq).toBe(MESSAGES + 3));
	}),
);

test(
	"Escape in the log goes to the latest, and the arrows go from message to message",
	inBrowser(async (stage) => {
		const { reader } = await openLongTalk(stage);
		await reader.log.focus();
		await reader.page.keyboard.press("ArrowUp");
		const focused = () => reader.page.evaluate(() => Number((document.activeElement as HTMLElement).dataset["seq"]));
		expect(await focused()).toBe(MESSAGES);
		for (let step = 1; step <= 5; step++) {
			await reader.page.keyboard.press("ArrowUp");
			expect(await focused()).toBe(MESSAGES - step);
		}
		await reader.page.keyboard.press("ArrowDown");
		expect(await focused()).toBe(MESSAGES - 4);
		await settled(reader);
		await reader.log.hover();
		for (let step = 0; step < 8; step++) {
			await wheel(reader, -240);
		}
		await reader.button(/jump to latest/i).waitFor();
		await reader.log.focus();
		await reader.page.keyboard.press("Escape");
		await eventually(async () => expect((await visible(reader)).at(-1)?.seq).toBe(MESSAGES));
	}),
);

test(
	"whoever is at the end of a long room stays there, whatever they and others say, row by row",
	inBrowser(async ({ serve, newcomer, use, onEnd }) => {
		const seeds = Array.from({ length: 60 }, (_, index) => ({
			author: "Mara",
			body: bodyOf(index),
			at: FIRST_AT + index,
		}));
		const seeded = use(await seedLobby(seeds));
		const { url } = await serve({ data: seeded.path, args: ["--announce", "off", "--unlimited"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		await asha.see("message 59");
		const atEnd = async () => {
			expect(await asha.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)).toBeLessThan(2);
		};
		for (const text of ["one", "two", "three"]) {
			await asha.say(`mine, ${text}`);
			await asha.log
				.locator("article[data-seq]")
				.filter({ hasText: `mine, ${text}` })
				.waitFor();
			await eventually(atEnd);
			await frames(asha, 10);
			await atEnd();
			bela.post(lobbyOf(bela).id, `theirs, ${text}`);
			await asha.see(`theirs, ${text}`);
			await eventually(atEnd);
			await frames(asha, 10);
			await atEnd();
		}
	}),
);
