import { expect, test } from "bun:test";
import { readPageHead as readPieces } from "./page-head.ts";

const readPageHead = (html: string) => readPieces(html, () => Promise.resolve());

test("what a page says for others goes before its own title", async () => {
	const html = `<!doctype html><html><head><title>own</title>
		<meta name="description" content="own words">
		<meta property="og:title" content="Reefs &amp; tides"><META PROPERTY="OG:DESCRIPTION" CONTENT="All of them">
		<meta property="og:site_name" content="Harbour Lab"></head><body><meta property="og:title" content="late"></body>`;
	expect(await readPageHead(html)).toEqual({ title: "Reefs & tides", description: "All of them", site: "Harbour Lab" });
});

test("a page with a title alone has just that, and one without has nothing", async () => {
	expect(await readPageHead("<title>\n  Reefs\t&lt;b&gt;  </title>")).toEqual({ title: "Reefs <b>" });
	expect(await readPageHead("<title> </title><meta name=description content=x>")).toBeNull();
	expect(await readPageHead("")).toBeNull();
	expect(await readPageHead("\u0000\u0001 not html <<<>>>")).toBeNull();
});

test("what stands in the body is not taken for the head", async () => {
	expect(await readPageHead("<head></head><svg><title>icon</title></svg>")).toBeNull();
	expect(await readPageHead("<title>page</title><body><title>icon</title>")).toEqual({ title: "page" });
});

test("texts are one line each, without what hides or turns it, and cut", async () => {
	const html = `<meta property="og:title" content="a\u202Eb\u200Bc\nd\u0007">
		<meta name="description" content="${"wörd ".repeat(200)}">`;
	const head = await readPageHead(html);
	expect(head?.title).toBe("abc d");
	expect([...(head?.description ?? "")].length).toBeLessThanOrEqual(400);
	expect(head?.description).toEndWith("…");
	expect([...((await readPageHead(`<title>${"🪸".repeat(1000)}</title>`))?.title ?? "")]).toHaveLength(200);
});

test("the largest page that is read holds others up for little time, however it is made", async () => {
	const pieces = [
		"<",
		"<a ",
		"<meta name=x content=y>",
		"&amp;",
		"<title>",
		"<!--",
		'"',
		"<b <b ",
		"<svg>",
		"<div>",
		"</x>",
	];
	for (const piece of pieces) {
		let longestMs = 0;
		let from = performance.now();
		const pause = async () => {
			longestMs = Math.max(longestMs, performance.now() - from);
			await Bun.sleep(0);
			from = performance.now();
		};
		await readPieces(piece.repeat(Math.ceil(262_144 / piece.length)), pause);
		longestMs = Math.max(longestMs, performance.now() - from);
		expect([piece, longestMs < 500]).toEqual([piece, true]);
	}
});
