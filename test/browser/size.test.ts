import { expect, test } from "bun:test";
import { request } from "node:http";
import { join } from "node:path";
import { useBrowser } from "./support/stage.ts";

const MOST_BYTES = 60_000;
/** Two gzips of one text may differ by a little. */
const GZIP_SLACK_BYTES = 200;

interface Received {
	encoding: string;
	cacheControl: string;
	/** As it came over the wire. */
	body: Uint8Array<ArrayBuffer>;
}

function get(url: string): Promise<Received> {
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { headers: { "Accept-Encoding": "gzip" } }, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk: Buffer) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => {
				const { "content-encoding": encoding = "", "cache-control": cacheControl = "" } = response.headers;
				resolve({ encoding, cacheControl, body: new Uint8Array(Buffer.concat(chunks)) });
			});
		});
		outgoing.on("error", reject);
		outgoing.end();
	});
}

async function toldByManifest(): Promise<number> {
	const manifest: unknown = await Bun.file(join(import.meta.dir, "../../dist/gui/manifest.json")).json();
	const bytes = (manifest as { firstLoadBytes?: unknown }).firstLoadBytes;
	if (typeof bytes !== "number") throw new Error("the manifest tells no size");
	return bytes;
}

const inBrowser = useBrowser();

test(
	"the first load is at most 60,000 bytes on the wire, page, script and style together, as the build says",
	inBrowser(async ({ serve }) => {
		const { url } = await serve();
		const page = await get(`${url}/`);
		expect(page.encoding).toBe("gzip");
		const html = new TextDecoder().decode(Bun.gunzipSync(page.body));
		const paths = [...html.matchAll(/<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"/g)];
		expect(paths).toHaveLength(2);

		let bytes = 0;
		for (const [, path] of paths) {
			const file = await get(`${url}${path}`);
			expect(file.encoding).toBe("gzip");
			expect(file.cacheControl).toContain("immutable");
			bytes += file.body.length;
		}
		const told = await toldByManifest();
		expect(told).toBeLessThanOrEqual(MOST_BYTES);
		expect(Math.abs(bytes - told)).toBeLessThan(GZIP_SLACK_BYTES);
		expect(bytes + page.body.length).toBeLessThanOrEqual(MOST_BYTES);
	}),
);

test(
	"a browser loads nothing else before somebody can sign up, and nothing from elsewhere",
	inBrowser(async ({ serve, seat }) => {
		const { url } = await serve();
		const asha = await seat(url);
		await asha.button("Sign up").waitFor();
		const loaded: string[] = [];
		asha.page.on("response", (response) => loaded.push(response.url().replace(url, "")));
		await asha.page.reload();
		await asha.button("Sign up").waitFor();
		await asha.page.waitForLoadState("networkidle");
		const kinds = loaded.map((path) => path.replace(/-[a-z0-9]{8}\./, "."));
		expect(kinds.filter((path) => path !== "/icon.svg").sort()).toEqual(["/", "/api/server", "/main.css", "/main.js"]);
	}),
);
