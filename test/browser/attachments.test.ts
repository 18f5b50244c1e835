import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { film, freed, photoHeic, zeros } from "../support/boxed-media.ts";
import { includesText, photoJpeg, SECRETS } from "../support/photos.ts";
import { eventually } from "./support/eventually.ts";
import { layLine } from "./support/line.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

interface Chosen {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

function textFile(name: string, text: string): Chosen {
	return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

async function choose(seat: Seat, files: Chosen[]): Promise<void> {
	const chooser = seat.page.waitForEvent("filechooser");
	await seat.button("Attach files").click();
	await (await chooser).setFiles(files);
}

function cards(seat: Seat): Locator {
	return seat.page.locator(".composer-box").getByRole("list", { name: "Files" }).getByRole("listitem");
}

async function allUp(seat: Seat, count: number): Promise<void> {
	await eventually(async () => {
		const states = await cards(seat).evaluateAll((items) => items.map((item) => item.getAttribute("data-state")));
		expect(states).toEqual(Array(count).fill("done"));
	});
}

/** The bytes of the first file that the log shows as a picture. */
async function fetchPicture(seat: Seat, name: string): Promise<{ status: number; bytes: Uint8Array }> {
	const picture = seat.log.locator("img[src*='/files/']").first();
	const address = (await picture.getAttribute("src")) ?? "";
	const id = /\/files\/([^/]+)\//.exec(address)?.[1] ?? "";
	const response = await seat.page.request.get(`${seat.url}/files/${id}/${name}`);
	return { status: response.status(), bytes: new Uint8Array(await response.body()) };
}

test(
	"several files chosen at once go with one message, or alone, and reach the others",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await choose(asha, [textFile("tides.txt", "high at noon"), textFile("notes.txt", "nothing")]);
		await allUp(asha, 2);
		await asha.button("Remove notes.txt").click();
		await asha.say("the tides");
		await bela.see("the tides");
		await bela.article("the tides").getByText("tides.txt").first().waitFor();
		expect(await cards(asha).count()).toBe(0);

		await choose(asha, [textFile("alone.txt", "no words")]);
		await allUp(asha, 1);
		await asha.composer.press("Enter");
		await bela.log.getByText("alone.txt").first().waitFor();
	}),
);

test(
	"a photo goes up without where it was taken, turned as before, with its picture shown in the composer",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const sent: { path: string; body: Buffer | null }[] = [];
		asha.page.on("request", (request) => {
			if (request.method() === "POST" && request.url().includes("/api/files")) {
				sent.push({ path: request.url(), body: request.postDataBuffer() });
			}
		});
		await choose(asha, [{ name: "pier.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photoJpeg(6)) }]);
		await allUp(asha, 1);
		await cards(asha).locator("img").waitFor();
		await asha.composer.press("Enter");
		await bela.log.locator("img[src*='/files/']").first().waitFor();
		// Six by four lies on its side.
		expect(sent.map(({ path }) => path).join(" ")).toContain("width=4&height=6");
		const { status, bytes } = await fetchPicture(bela, "pier.jpg");
		expect(status).toBe(200);
		for (const secret of SECRETS) expect(includesText(bytes, secret)).toBe(false);
		expect(includesText(bytes, "Exif")).toBe(true);
	}),
);

test(
	"films and pictures of phones come out again without where they were taken, and else to the byte as they were",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await choose(asha, [
			{ name: "quay.mov", mimeType: "video/quicktime", buffer: Buffer.from(film()) },
			{ name: "quay.heic", mimeType: "image/heic", buffer: Buffer.from(photoHeic(6)) },
		]);
		await allUp(asha, 2);
		await asha.say("the quay");
		const served = async (name: string) => {
			const link = bela.article("the quay").locator(`a[href$="/${name}?download"]`);
			const response = await bela.page.request.get(`${url}${await link.getAttribute("href")}`);
			return new Uint8Array(await response.body());
		};
		expect(await served("quay.mov")).toEqual(film(freed, (moment) => zeros(moment.length)));
		const picture = await served("quay.heic");
		expect(picture.length).toBe(photoHeic(6).length);
		for (const secret of ["Somewhere St 1", "38.7223", "GPSMAP"]) expect(includesText(picture, secret)).toBe(false);
	}),
);

test(
	"what is dropped on the conversation or pasted is attached, and the pane says so while it is dragged over",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Attach files").waitFor();
		const drag = (type: string) =>
			asha.log.evaluate((log, type) => {
				const data = new DataTransfer();
				data.items.add(new File(["dropped"], "dropped.txt", { type: "text/plain" }));
				log.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
			}, type);
		await drag("dragenter");
		await asha.page.getByText("Drop to attach").waitFor();
		await drag("drop");
		await asha.page.getByText("Drop to attach").waitFor({ state: "detached" });
		await asha.composer.evaluate((box) => {
			const data = new DataTransfer();
			data.items.add(new File(["pasted"], "pasted.png.txt", { type: "text/plain" }));
			box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		});
		await allUp(asha, 2);
		await asha.say("both");
		for (const name of ["dropped.txt", "pasted.png.txt"]) await bela.article("both").getByText(name).first().waitFor();
	}),
);

test(
	"a file that is too large is told before it goes up, and a text that is too long can be sent as a file",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--max-body", "100", "--max-file", "1"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await choose(asha, [{ name: "film.mov", mimeType: "video/quicktime", buffer: Buffer.alloc(2_000_000) }]);
		await asha.alert.getByText("film.mov is 2.0 MB, too large").waitFor();
		expect(await cards(asha).count()).toBe(0);

		await asha.composer.fill("see: ");
		await asha.composer.evaluate((box: HTMLTextAreaElement) => {
			const data = new DataTransfer();
			data.setData("text/plain", "long ".repeat(40));
			box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
			document.execCommand("insertText", false, "long ".repeat(40));
		});
		await asha.button("Attach as a text file").click();
		await allUp(asha, 1);
		expect(await asha.composer.inputValue()).toBe("see: ");
		await asha.composer.press("Enter");
		await bela.article("see:").getByText("pasted.txt").first().waitFor();
	}),
);

test(
	"a message that is sent while its files go up waits for them, lets others pass, and can be taken back",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		let letThrough: () => void = () => undefined;
		const held = new Promise<void>((resolve) => {
			letThrough = resolve;
		});
		await asha.page.route("**/api/files?name=slow.txt", async (route) => {
			await held;
			await route.continue();
		});
		await choose(asha, [textFile("slow.txt", "slow")]);
		await asha.say("with a slow file");
		const waiting = asha.page.getByRole("group", { name: "Message that waits for its files" });
		await waiting.getByText("with a slow file").waitFor();
		await asha.say("a quick word");
		await bela.see("a quick word");
		await waiting.getByRole("button", { name: "Edit" }).click();
		await waiting.waitFor({ state: "detached" });
		expect(await asha.composer.inputValue()).toBe("with a slow file");
		await asha.composer.press("Enter");
		// Another room is no reason to stop.
		await asha.createRoom("harbour");
		letThrough();
		await bela.see("with a slow file");
		await bela.article("with a slow file").getByText("slow.txt").first().waitFor();
	}),
);

test(
	"a file that the server refuses stays with its reason, to retry, and keeps the message in the composer",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		asha.expectComplaint(/507/);
		let refuse = true;
		await asha.page.route("**/api/files?name=*", (route) =>
			refuse
				? route.fulfill({ status: 507, json: { code: "quota_exceeded", message: "Your files take all your space" } })
				: route.continue(),
		);
		await choose(asha, [textFile("full.txt", "full")]);
		await cards(asha).getByText("Your files take all your space").waitFor();
		await asha.say("with a file");
		await asha.alert.getByText("full.txt could not be uploaded").waitFor();
		expect(await asha.composer.inputValue()).toBe("with a file");
		refuse = false;
		await asha.button("Retry full.txt").click();
		await allUp(asha, 1);
		await asha.composer.press("Enter");
		await bela.article("with a file").getByText("full.txt").first().waitFor();
	}),
);

test(
	"without a connection files wait, and go up and out when it is back",
	inBrowser(async ({ serve, newcomer, use }) => {
		const server = await serve();
		const line = use(await layLine(server.port));
		const bela = await newcomer(server.url, "Bela");
		const asha = await newcomer(line.url, "Asha");
		asha.expectComplaint(/ERR_|Failed to load resource|WebSocket/);
		await asha.button("Attach files").waitFor();
		line.cut();
		await asha.page.getByText(/Reconnecting/).waitFor();
		await choose(asha, [textFile("later.txt", "later")]);
		await cards(asha).getByText("waits for the connection").waitFor();
		await asha.say("sent in a tunnel");
		await asha.page.getByText("Goes out when its files are up").waitFor();
		line.mend();
		await bela.see("sent in a tunnel");
		await bela.article("sent in a tunnel").getByText("later.txt").first().waitFor();
	}),
);
