import { expect, test } from "bun:test";
import * as v from "valibot";
import type { Client } from "../../src/client/client.ts";
import { fileReply } from "../../src/protocol/http.ts";
import { silence, VIDEO } from "../support/media.ts";
import { connect, lobbyOf, signUp } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { seedLink } from "./support/seed.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

/** A picture of one colour, as large as wished, made by the browser that shows it later. */
const PIXEL = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

class Sender {
	readonly client: Client;
	readonly #url: string;
	readonly #token: string;

	constructor(client: Client, url: string, token: string) {
		this.client = client;
		this.#url = url;
		this.#token = token;
	}

	async #upload(path: string, type: string, bytes: Uint8Array<ArrayBuffer>) {
		const headers = { "Content-Type": type, Cookie: `parlour_session=${this.#token}`, Origin: this.#url };
		const response = await fetch(`${this.#url}${path}`, { method: "POST", headers, body: bytes });
		if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
		return v.parse(fileReply, await response.json()).file;
	}

	file(name: string, type: string, content: string | Uint8Array<ArrayBuffer>) {
		const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
		return this.#upload(`/api/files?name=${encodeURIComponent(name)}`, type, bytes);
	}
	async picture(name: string, width: number, height: number) {
		const bytes = new Uint8Array(PIXEL);
		const { id } = await this.#upload(`/api/files?name=${encodeURIComponent(name)}`, "image/png", bytes);
		return this.#upload(`/api/files/${id}/preview?width=${width}&height=${height}`, "image/png", bytes);
	}
}

async function sender(url: string, name: string): Promise<Sender> {
	const token = await signUp(url, name);
	return new Sender(await connect(url, name, token), url, token);
}

test(
	"a picture has its space before it is there, and opens in a viewer that goes through all of its message by keys",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await sender(url, "Bela");
		onEnd(() => bela.client.stop());
		// The pictures themselves never come.
		await asha.page.route("**/files/**", (route) => route.abort());
		asha.expectComplaint(/Failed to load resource/);
		const lobby = lobbyOf(bela.client).id;
		bela.client.post(lobby, "the pier", { files: [await bela.picture("pier.png", 1600, 900)] });
		await asha.see("the pier");
		const alone = asha.article("the pier").getByRole("button", { name: "Open picture pier.png" });
		const box = await alone.boundingBox();
		expect([box?.width, Math.round(box?.height ?? 0)]).toEqual([360, 203]);

		await asha.page.unroute("**/files/**");
		const two = [await bela.picture("one.png", 800, 600), await bela.picture("two.png", 600, 800)];
		bela.client.post(lobby, "two of them", { files: two });
		await asha.article("two of them").getByRole("button", { name: "Open picture one.png" }).click();
		await asha.dialog("Picture one.png").waitFor();
		await asha.page.keyboard.press("ArrowRight");
		await asha.dialog("Picture two.png").getByText("2 of 2").waitFor();
		await clean(asha, "the viewer");
		const download = asha.dialog().getByRole("link", { name: "Download" });
		expect(await download.getAttribute("href")).toEndWith("two.png?download");
		await asha.page.keyboard.press("ArrowRight");
		await asha.dialog("Picture one.png").waitFor();
		await asha.page.keyboard.press("Escape");
		await asha.noDialog();
	}),
);

test(
	"video and sound are played where they stand, and may be downloaded",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await sender(url, "Bela");
		onEnd(() => bela.client.stop());
		const files = [
			await bela.file("pier.webm", "video/webm", VIDEO),
			await bela.file("horn.wav", "audio/wav", silence(2)),
		];
		bela.client.post(lobbyOf(bela.client).id, "look and listen", { files });
		const message = asha.article("look and listen");
		for (const [media, name] of [
			["video", "pier.webm"],
			["audio", "horn.wav"],
		] as const) {
			const player = message.locator(media);
			await player.waitFor();
			expect(await player.getAttribute("aria-label")).toBe(name);
			// It has no sound that a browser would want a click for.
			await player.evaluate(async (element) => {
				if (!(element instanceof HTMLMediaElement)) return;
				element.muted = true;
				await element.play();
			});
			await eventually(async () =>
				expect(await player.evaluate((element) => (element as HTMLMediaElement).currentTime)).toBeGreaterThan(0),
			);
			const download = message.getByRole("link", { name: new RegExp(name) });
			expect(await download.getAttribute("href")).toEndWith(`${name}?download`);
		}
		expect(await message.locator("video").evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBe(32);
		await clean(asha, "video and sound");
	}),
);

test(
	"what the server found behind a link stands below the message as a card, that leads there in a window of its own",
	inBrowser(async ({ serve, newcomer, use }) => {
		const link = {
			url: "https://tides.example/2024/leixoes",
			site: "Tide tables",
			title: "Leixões, November",
			description: "High and low water, day by day",
		};
		const seeded = use(await seedLink(`see ${link.url}`, link));
		const { url } = await serve({ data: seeded.path });
		const asha = await newcomer(url, "Asha", { viewport: { width: 390, height: 844 } });
		const card = asha.article("see https").getByRole("link", { name: /Leixões, November/ });
		await card.waitFor();
		expect((await card.innerText()).split(/\n+/)).toEqual([link.site, link.title, link.description]);
		expect(await card.getAttribute("href")).toBe(link.url);
		expect(await card.getAttribute("target")).toBe("_blank");
		expect(await card.getAttribute("rel")).toContain("noopener noreferrer");
		const box = await card.boundingBox();
		expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
		await clean(asha, "a link's card");
	}),
);

test(
	"text is unfolded where it stands, and all else is a card to download",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await sender(url, "Bela");
		onEnd(() => bela.client.stop());
		const files = [
			await bela.file("parser.ts", "text/plain", "export const tide = <b>1</b>;\n"),
			await bela.file("tables.pdf", "application/pdf", "%PDF-1.4 nothing in it"),
		];
		bela.client.post(lobbyOf(bela.client).id, "the rest", { files });
		const message = asha.article("the rest");
		await message.getByText("parser.ts").click();
		await message.getByText("export const tide = <b>1</b>;").waitFor();
		await message.locator(".hljs-keyword").first().waitFor();
		await clean(asha, "files in a message");
		const card = message.getByRole("link", { name: /tables\.pdf/ });
		expect(await card.innerText()).toContain("22 B");
		expect(await card.getAttribute("href")).toEndWith("tables.pdf?download");
	}),
);

test(
	"no file's name, type or content becomes markup or runs",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await sender(url, "Bela");
		onEnd(() => bela.client.stop());
		const script = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>";
		const files = [
			await bela.file("<img src=x onerror=alert(1)>.svg", "image/svg+xml", script),
			await bela.file("page.html", "text/html", "<script>alert(1)</script>"),
		];
		bela.client.post(lobbyOf(bela.client).id, "harmless", { files });
		const message = asha.article("harmless");
		await message.getByText("<img src=x onerror=alert(1)>.svg").waitFor();
		expect(await message.locator("img, iframe, object, svg:not(.icon)").count()).toBe(0);
		await message.getByText("page.html").click();
		await message.getByText("<script>alert(1)</script>", { exact: true }).waitFor();
		await message.getByText(".svg").click();
		await message.getByText(script).waitFor();
		const [page] = await Promise.all([
			asha.page.waitForEvent("download"),
			message.getByRole("link", { name: "Download" }).first().click(),
		]);
		await page.delete();
	}),
);
