import { afterAll, beforeAll, expect, test } from "bun:test";
import { PNG, pathOf, upload } from "../support/files.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { type RawResponse, rawHttp } from "../support/raw-http.ts";

let server: RunningParlour;
let token: string;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--keep-free", "0"] });
	token = await signUp(server.url, "asha");
});
afterAll(() => server[Symbol.asyncDispose]());

const SCRIPT = "<html><script>alert(document.domain)</script></html>";
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>`;

function get(path: string): Promise<RawResponse> {
	return rawHttp(server.port, { line: `GET ${path}`, headers: { Authorization: `Bearer ${token}` } });
}

function expectHarmless({ headers }: RawResponse): void {
	expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
	expect(headers.get("x-content-type-options")).toBe("nosniff");
	expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
	expect(headers.get("referrer-policy")).toBe("no-referrer");
	expect(headers.get("access-control-allow-origin")).toBe(null);
}

test.each([
	["a page", "page.html", "text/html", SCRIPT],
	["a page in disguise", "cat.png", "image/png", SCRIPT],
	["a page in another disguise", "cat.gif", "image/gif; charset=utf-8", SCRIPT],
	["a drawing", "cat.svg", "image/svg+xml", SVG],
	["a script", "app.js", "text/javascript", "alert(1)"],
	["a style", "app.css", "text/css", "*{display:none}"],
	["XML", "feed.xml", "application/xml", `<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"/>`],
	["XHTML", "feed.xhtml", "application/xhtml+xml", SCRIPT],
	["a PDF", "plan.pdf", "application/pdf", "%PDF-1.7"],
	["an event stream", "x", "text/event-stream", "data: x\n\n"],
	["nothing known", "x.bin", "", SCRIPT],
])("%s is only downloaded, as bytes", async (_, name, type, body) => {
	const response = await get(pathOf(await upload(server.url, token, { name, type, body })));
	expectHarmless(response);
	expect(response.headers.get("content-type")).toBe("application/octet-stream");
	expect(response.headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${name}`);
	expect(response.body).toBe(body);
});

test("a picture that is one is shown, unless a download is asked for", async () => {
	const path = pathOf(await upload(server.url, token, { name: "sea.png", type: "image/png", body: PNG }));
	const shown = await get(path);
	expectHarmless(shown);
	expect(shown.headers.get("content-type")).toBe("image/png");
	expect(shown.headers.get("content-disposition")).toBe("inline; filename*=UTF-8''sea.png");
	expect(shown.headers.get("content-length")).toBe(String(PNG.length));
	const downloaded = await get(`${path}?download`);
	expectHarmless(downloaded);
	expect(downloaded.headers.get("content-type")).toBe("application/octet-stream");
	expect(downloaded.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''sea.png");
});

test("text is shown as text, whatever is in it", async () => {
	const response = await get(
		pathOf(await upload(server.url, token, { name: "a.txt", type: "text/plain", body: SCRIPT })),
	);
	expectHarmless(response);
	expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
});

test("a name cannot break out of its header", async () => {
	const name = `a"; x='*(\u202e\r\nSet-Cookie: evil=1);é家.html`;
	const file = await upload(server.url, token, { name, type: "text/html", body: SCRIPT });
	const response = await get(pathOf(file));
	expectHarmless(response);
	expect(response.headers.get("set-cookie")).toBe(null);
	expect(response.headers.get("content-disposition")).toBe(
		"attachment; filename*=UTF-8''a%22%3B%20x%3D%27%2A%28Set-Cookie%3A%20evil%3D1%29%3B%C3%A9%E5%AE%B6.html",
	);
});

test.each(["/files/x/y", "/files/%2e%2e%2f/parlour.db", "/files/../../parlour.db", `/pictures/${"a".repeat(64)}`])(
	"%s is nothing",
	async (path) => {
		const response = await get(path);
		expect(response.status).toBe(404);
		expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
	},
);
