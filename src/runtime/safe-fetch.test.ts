import { afterEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../../test/serve/certificate.ts";
import { createPageFetcher, type FetchPolicy, OPEN_WEB } from "./safe-fetch.ts";

const HTML = { headers: { "content-type": "text/html; charset=utf-8" } };
const OUTSIDE = { why: "an address outside of the open web" };
const LOOPBACK: FetchPolicy = {
	allowsAddress: (address) => address === "127.0.0.1",
	allowsPort: () => true,
	resolve: () => Promise.resolve(["127.0.0.1"]),
};

const servers: { stop(force: boolean): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.stop(true)));
});

function serve(fetch: (request: Request) => Response | Promise<Response>, hostname = "127.0.0.1", port = 0) {
	const server = Bun.serve({ hostname, port, fetch });
	servers.push(server);
	return server.port ?? 0;
}

function get(url: string, policy: Partial<FetchPolicy> = {}) {
	return createPageFetcher({ ...LOOPBACK, ...policy }, "").fetch(url);
}

test("a page is fetched without cookies, by its own host's name, and says who asks", async () => {
	let url = "";
	let headers: Record<string, string> = {};
	const port = serve((request) => {
		url = request.url;
		headers = Object.fromEntries(request.headers);
		return new Response("<title>reef</title>", HTML);
	});
	expect(await get(`http://reef.example:${port}/a?b=c`)).toEqual({ html: "<title>reef</title>" });
	expect(url).toBe(`http://reef.example:${port}/a?b=c`);
	expect(headers).toEqual({
		host: `reef.example:${port}`,
		"user-agent": "Parlour link preview",
		accept: "text/html",
		"accept-encoding": "identity",
		connection: "close",
	});
});

test.each([
	"http://127.0.0.1/",
	"http://127.1/",
	"http://0x7f000001/",
	"http://2130706433/",
	"http://0177.0.0.1/",
	"http://0/",
	"http://10.0.0.1/",
	"http://192.168.1.1/",
	"http://169.254.169.254/latest/meta-data/",
	"http://[::1]/",
	"http://[::ffff:127.0.0.1]/",
	"http://[::ffff:10.0.0.1]/",
	"http://[64:ff9b::7f00:1]/",
	"http://[fe80::1]/",
	"http://[fd00::1]/",
	"http://localhost/",
])("the open web has no %p", async (url) => {
	expect(await createPageFetcher(OPEN_WEB, "").fetch(url)).toEqual(OUTSIDE);
});

test("other ports, other schemes and passwords are refused before anything is resolved", async () => {
	const resolve = () => Promise.reject(new Error("must not be asked"));
	const fetcher = createPageFetcher({ ...OPEN_WEB, resolve }, "https://chat.example");
	expect(await fetcher.fetch("http://reef.example:22/")).toEqual({ why: "a port of no web server" });
	expect(await fetcher.fetch("https://reef.example:6379/")).toEqual({ why: "a port of no web server" });
	expect(await fetcher.fetch("file:///etc/passwd")).toEqual({ why: "neither http nor https" });
	expect(await fetcher.fetch("http://mara:secret@reef.example/")).toEqual({ why: "a password in it" });
});

test("a host is resolved once, and the address that was looked at is the one that is connected to", async () => {
	const port = serve(() => new Response("the one that was looked at", HTML));
	serve(() => new Response("the other one", HTML), "127.0.0.2", port);
	let asked = 0;
	const resolve = () => Promise.resolve([++asked === 1 ? "127.0.0.1" : "127.0.0.2"]);
	expect(await get(`http://rebinding.example:${port}/`, { resolve })).toEqual({ html: "the one that was looked at" });
	expect(asked).toBe(1);
	expect(await get(`http://rebinding.example:${port}/`, { resolve })).toEqual(OUTSIDE);
});

test("of a host's addresses only those that are allowed are tried", async () => {
	const port = serve(() => new Response("inside", HTML), "127.0.0.2");
	const resolve = () => Promise.resolve(["127.0.0.2", "::1"]);
	expect(await get(`http://mixed.example:${port}/`, { resolve })).toEqual(OUTSIDE);
	serve(() => new Response("outside", HTML), "127.0.0.1", port);
	const both = () => Promise.resolve(["127.0.0.2", "127.0.0.1"]);
	expect(await get(`http://mixed.example:${port}/`, { resolve: both })).toEqual({ html: "outside" });
});

test("three redirects are followed, each looked at like the first", async () => {
	let inside = 0;
	const insidePort = serve(() => {
		inside++;
		return new Response("inside", HTML);
	}, "127.0.0.2");
	const port = serve((request) => {
		const { pathname } = new URL(request.url);
		const left = Number(pathname.slice(1));
		if (pathname === "/inside") return Response.redirect(`http://127.0.0.2:${insidePort}/`);
		if (pathname === "/file") return Response.redirect("file:///etc/passwd");
		if (pathname === "/nowhere") return new Response(null, { status: 302 });
		return left > 0 ? Response.redirect(`/${left - 1}`, 307) : new Response("there", HTML);
	});
	const at = (path: string) => get(`http://127.0.0.1:${port}${path}`);
	expect(await at("/3")).toEqual({ html: "there" });
	expect(await at("/4")).toEqual({ why: "too many redirects" });
	expect(await at("/inside")).toEqual(OUTSIDE);
	expect(inside).toBe(0);
	expect(await at("/file")).toEqual({ why: "neither http nor https" });
	expect(await at("/nowhere")).toEqual({ why: "a redirect to nowhere" });
});

test("only HTML that was found and is not compressed is read", async () => {
	const port = serve((request) => {
		const { pathname } = new URL(request.url);
		if (pathname === "/404") return new Response("<title>x</title>", { ...HTML, status: 404 });
		if (pathname === "/gzip") {
			const headers = { ...HTML.headers, "content-encoding": "gzip" };
			return new Response(Bun.gzipSync(new Uint8Array(1_000_000)), { headers });
		}
		return new Response("x", { headers: { "content-type": pathname === "/svg" ? "image/svg+xml" : "text/htmlx" } });
	});
	expect(await get(`http://127.0.0.1:${port}/404`)).toEqual({ why: "status 404" });
	expect(await get(`http://127.0.0.1:${port}/gzip`)).toEqual({ why: "compressed unasked" });
	expect(await get(`http://127.0.0.1:${port}/svg`)).toEqual({ why: "no HTML" });
	expect(await get(`http://127.0.0.1:${port}/x`)).toEqual({ why: "no HTML" });
});

test("of a page without end 256 kB are read", async () => {
	const kilobyte = "x".repeat(1024);
	const port = serve(
		() =>
			new Response(
				new ReadableStream({
					async pull(controller) {
						await Bun.sleep(0);
						controller.enqueue(kilobyte);
					},
				}),
				HTML,
			),
	);
	const page = await get(`http://127.0.0.1:${port}/`);
	expect("html" in page && page.html.length).toBe(256 * 1024);
});

test("a page is read in the charset that its server or itself names", async () => {
	const latin = Buffer.from("<meta charset='windows-1252'><title>brûlée</title>", "latin1");
	const port = serve((request) => {
		const named = new URL(request.url).pathname.slice(1);
		return new Response(latin, { headers: { "content-type": `text/html${named === "" ? "" : `;charset=${named}`}` } });
	});
	for (const path of ["", "iso-8859-1"]) {
		expect(await get(`http://127.0.0.1:${port}/${path}`)).toEqual({ html: latin.toString("latin1") });
	}
	expect(await get(`http://127.0.0.1:${port}/no-such-charset`)).toEqual({ html: latin.toString("utf8") });
});

test("what never answers is given up in time, and at once where the fetcher is closed", async () => {
	const port = serve(() => new Promise<Response>(() => {}));
	const fetcher = createPageFetcher(LOOPBACK, "");
	const from = performance.now();
	expect(await fetcher.fetch(`http://127.0.0.1:${port}/`)).toEqual({ why: "it took too long" });
	expect(performance.now() - from).toBeLessThan(9000);
	const underWay = fetcher.fetch(`http://127.0.0.1:${port}/`);
	fetcher.close();
	expect(await underWay).toEqual({ why: "stopped" });
	const resolving = createPageFetcher({ ...LOOPBACK, resolve: () => new Promise<string[]>(() => {}) }, "");
	const unresolved = resolving.fetch("http://reef.example/");
	resolving.close();
	expect(await unresolved).toEqual({ why: "stopped" });
}, 30_000);

test("what is not there cannot be reached, and this server's own pages are not asked for", async () => {
	const port = serve(() => new Response("x", HTML));
	const own = createPageFetcher(LOOPBACK, `http://chat.example:${port}`);
	expect(await own.fetch(`http://chat.example:${port}/#room/1`)).toEqual({ why: "a page of this server" });
	await Promise.all(servers.splice(0).map((server) => server.stop(true)));
	expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ why: "it cannot be reached" });
	const resolve = () => Promise.reject(new Error("ENOTFOUND /secret"));
	expect(await get("http://reef.example/secret", { resolve })).toEqual({ why: "it cannot be reached" });
});

test("a certificate must be good, and of the host that was asked for", async () => {
	const folder = await mkdtemp(join(tmpdir(), "parlour-fetch-"));
	const { cert, key } = await makeCertificate(folder, "own");
	const server = Bun.serve({
		hostname: "127.0.0.1",
		port: 0,
		tls: { cert: Bun.file(cert), key: Bun.file(key) },
		fetch: () => new Response("x", HTML),
	});
	servers.push(server);
	expect(await get(`https://localhost:${server.port}/`)).toEqual({ why: "it cannot be reached" });

	const script = `
		import { createPageFetcher } from ${JSON.stringify(join(import.meta.dir, "safe-fetch.ts"))};
		const resolve = async () => ["127.0.0.1"];
		const fetcher = createPageFetcher({ allowsAddress: () => true, allowsPort: () => true, resolve }, "");
		for (const host of ["localhost", "reef.example"]) {
			console.log(JSON.stringify(await fetcher.fetch("https://" + host + ":${server.port}/")));
		}`;
	const trusting = Bun.spawn([process.execPath, "-e", script], {
		env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
		stdout: "pipe",
	});
	const answers = (await trusting.stdout.text()).trim().split("\n");
	expect(answers).toEqual(['{"html":"x"}', '{"why":"it cannot be reached"}']);
	await rm(folder, { recursive: true });
});
