import { afterEach, expect, test } from "bun:test";
import type { PageFetcher } from "../../src/core/page-fetcher.ts";
import type { Message, User } from "../../src/protocol/entities.ts";
import { createPageFetcher } from "../../src/runtime/safe-fetch.ts";
import type { RoomChange } from "../../src/store/port.ts";
import { startTestCore, type TestCore } from "../support/core.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { eventually } from "../support/eventually.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const LOBBY = 1;
const LOOPBACK = {
	allowsAddress: (address: string) => address === "127.0.0.1",
	allowsPort: () => true,
	resolve: () => Promise.resolve(["127.0.0.1"]),
};

let site: { stop(force: boolean): Promise<void> } | null = null;
afterEach(async () => {
	await site?.stop(true);
	site = null;
});

/** A web site with one title a path, and a count of who asked. */
function serveSite() {
	const asked: string[] = [];
	const server = Bun.serve({
		hostname: "127.0.0.1",
		port: 0,
		fetch(request) {
			const { pathname } = new URL(request.url);
			asked.push(pathname);
			if (pathname === "/missing") return new Response("no", { status: 404 });
			const html = `<head><title>Page ${pathname}</title><meta name="description" content="About &lt;b&gt;it"></head>`;
			return new Response(html, { headers: { "content-type": "text/html" } });
		},
	});
	site = server;
	return { url: `http://reef.example:${server.port}`, asked };
}

interface Room extends AsyncDisposable {
	test: TestCore;
	changes: RoomChange[];
	post(body: string): Promise<Message>;
	edit(seq: number, body: string): Promise<unknown>;
	message(seq: number): Promise<Message | null>;
	/** Waits until there are so many. */
	linksOf(seq: number, count: number): Promise<Message["links"]>;
}

async function startRoom(pages: PageFetcher, more: { clock?: FakeClock; unlimited?: boolean } = {}): Promise<Room> {
	const core = await startTestCore({ announce: false, unlimited: true, pages, ...more });
	const { store } = core;
	const account = await store.createAccount({ name: "asha", nameKey: "asha", passwordHash: "", at: 0 });
	const asha: User = { id: account.id, name: account.name };
	const changes: RoomChange[] = [];
	store.onCommit((all) => {
		for (const item of all) if (item.type === "change") changes.push(item.change);
	});
	const message = (seq: number) => store.message(LOBBY, seq);
	return {
		test: core,
		changes,
		post: async (body) =>
			(await store.postMessage({ room: LOBBY, author: asha, body, nonce: null, at: 1 })).change.message,
		edit: (seq, body) => store.editMessage({ room: LOBBY, seq, by: asha, body, at: 2 }),
		message,
		async linksOf(seq, count) {
			await eventually(async () => ((await message(seq))?.links?.length ?? 0) === count, `${count} previews`);
			return (await message(seq))?.links;
		},
		[Symbol.asyncDispose]: () => core[Symbol.asyncDispose](),
	};
}

test("the first three links of a message get what their pages say of themselves, by one change of the room log", async () => {
	const { url, asked } = serveSite();
	await using room = await startRoom(createPageFetcher(LOOPBACK, ""));
	const { seq } = await room.post(`${url}/1 \`${url}/code\` ${url}/2#part ${url}/3 ${url}/4`);
	const description = "About <b>it";
	expect(await room.linksOf(seq, 3)).toEqual([
		{ url: `${url}/1`, title: "Page /1", description },
		{ url: `${url}/2#part`, title: "Page /2", description },
		{ url: `${url}/3`, title: "Page /3", description },
	]);
	expect(asked.sort()).toEqual(["/1", "/2", "/3"]);
	await eventually(() => room.changes.length > 1, "the change is told");
	expect(room.changes.map(({ kind, message }) => [kind.type, message.seq])).toEqual([
		["posted", seq],
		["previewed", seq],
	]);
});

test("an edited message has the previews of its new links only", async () => {
	const { url } = serveSite();
	await using room = await startRoom(createPageFetcher(LOOPBACK, ""));
	const { seq } = await room.post(`${url}/old`);
	await room.linksOf(seq, 1);
	await room.edit(seq, "no link any more");
	expect((await room.message(seq))?.links).toBeUndefined();
	await room.edit(seq, `${url}/new`);
	expect((await room.linksOf(seq, 1))?.[0]?.title).toBe("Page /new");
});

test("a page that comes when its message was edited or deleted is not added to it", async () => {
	const waiting: (() => void)[] = [];
	const fetch = () =>
		new Promise<{ html: string }>((resolve) => waiting.push(() => resolve({ html: "<title>late</title>" })));
	await using room = await startRoom({ fetch, close: () => {} });
	const first = await room.post("https://a.example/");
	const second = await room.post("https://b.example/");
	const third = await room.post("https://c.example/");
	await room.edit(first.seq, "edited");
	const by = first.author ?? { id: 0, name: "" };
	await room.test.store.deleteMessage({ room: LOBBY, seq: second.seq, by, anyone: true, at: 2 });
	for (const answer of waiting) answer();
	await room.linksOf(third.seq, 1);
	expect((await room.message(first.seq))?.links).toBeUndefined();
	expect((await room.message(second.seq))?.links).toBeUndefined();
});

test("a page is asked for once in five minutes, four at a time", async () => {
	const clock = new FakeClock();
	const asked: string[] = [];
	const answers: (() => void)[] = [];
	const fetch = (url: string) => {
		asked.push(url);
		return new Promise<{ html: string }>((resolve) => answers.push(() => resolve({ html: `<title>${url}</title>` })));
	};
	await using room = await startRoom({ fetch, close: () => {} }, { clock });
	const body = (...names: string[]) => names.map((name) => `https://${name}.example/`).join(" ");
	const first = await room.post(body("a", "b", "c"));
	const second = await room.post(body("d", "e", "a"));
	expect(asked).toHaveLength(4);
	for (const answer of answers) answer();
	await room.linksOf(first.seq, 3);
	await eventually(() => asked.length === 5, "the fifth");
	answers[4]?.();
	await room.linksOf(second.seq, 3);
	const third = await room.post(body("a"));
	await room.linksOf(third.seq, 1);
	expect(asked).toHaveLength(5);
	clock.advance(5 * 60_000);
	await room.post(body("a"));
	await eventually(() => asked.length === 6, "asked again");
	answers[5]?.();
});

test("somebody's many links are looked up at a bounded rate", async () => {
	let asked = 0;
	const fetch = () => {
		asked++;
		return Promise.resolve({ why: "no HTML" });
	};
	await using room = await startRoom({ fetch, close: () => {} }, { clock: new FakeClock(), unlimited: false });
	for (let index = 0; index < 30; index++) await room.post(`https://r${index}.example/`);
	expect(asked).toBe(20);
});

test("a failure is in the log by its host alone, and the message stays as it is", async () => {
	const { url } = serveSite();
	await using room = await startRoom(createPageFetcher(LOOPBACK, ""));
	const { seq } = await room.post(`${url}/missing?secret=1`);
	await eventually(() => room.test.logLines.length > 0, "logged");
	expect(room.test.logLines).toEqual([
		{ level: "info", event: "no link preview", fields: { host: new URL(url).host, why: "status 404" } },
	]);
	expect((await room.message(seq))?.links).toBeUndefined();
});

test("a server does not reach into its own network, and with previews off looks nothing up", async () => {
	const { asked } = serveSite();
	const port = site && "port" in site ? site.port : 0;
	for (const setting of ["on", "off"]) {
		await using server = await startParlour({ args: ["--announce", "off", "--link-previews", setting] });
		await using asha = await RawSocket.enter(server.url, await signUp(server.url, "asha"));
		const body = `http://127.0.0.1/inside?a=1 http://localhost/inside http://127.0.0.1:${port}/inside`;
		await asha.ask({ t: "post", room: LOBBY, nonce: crypto.randomUUID(), body });
		if (setting === "on") {
			await logged(server.data, /no link preview host=127\.0\.0\.1 why="an address outside of the open web"/);
			await logged(
				server.data,
				new RegExp(`no link preview host=127\\.0\\.0\\.1:${port} why="a port of no web server"`),
			);
		}
		await asha.roundtrip();
		const log = await readDayLog(server.data);
		expect(log).not.toContain("inside");
		expect(log.includes("no link preview")).toBe(setting === "on");
	}
	expect(asked).toEqual([]);
});
