import { expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { eventually } from "./support/eventually.ts";
import { BODIES, HOSTILE, seedHostileHouse } from "./support/hostile-house.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";
import { suspects, watchMarkup } from "./support/watch-markup.ts";

const inBrowser = useBrowser();

/** Somebody whose pages tell of all that could run, and of every request to another place than ours. */
async function wary(seat: Seat): Promise<{ strangers: string[] }> {
	const strangers: string[] = [];
	await watchMarkup(seat.context);
	seat.context.on("request", (request) => {
		const address = request.url();
		if (!address.startsWith(`${seat.url}/`) && !/^(?:data:image|blob)/.test(address)) strangers.push(address);
	});
	await seat.page.reload();
	await seat.composer.waitFor();
	return { strangers };
}

test(
	"whatever stands in names, topics, texts, statuses, reactions and link previews is shown as it is, and none of it runs",
	inBrowser(async ({ serve, newcomer, use }) => {
		const house = use(await seedHostileHouse());
		const { url } = await serve({ data: house.path, args: ["--unlimited", "--announce", "off"] });
		const asha = await newcomer(url, "Asha", { viewport: { width: 1440, height: 2400 } });
		const bela = await newcomer(url, "Bela");
		const { strangers } = await wary(asha);
		const { page } = asha;

		await asha.button("Browse rooms").click();
		await asha.dialog("Browse rooms").getByText(HOSTILE.topic).waitFor();
		await asha.button(`Join ${HOSTILE.room}`).click();
		await asha.heading(HOSTILE.room).waitFor();
		await asha.see("rooted");
		for (const body of BODIES) {
			const [word = ""] = body.split(/\s/, 1);
			await asha.article(word).first().scrollIntoViewIfNeeded();
		}
		const shown = await asha.log.innerText();
		for (const text of [
			HOSTILE.display,
			"<script>alert(1)</script>",
			"[d](&#106;avascript:alert(1))",
			"{{constructor.",
		])
			expect(shown).toContain(text);
		const links = await asha.log.locator("a[href]").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
		expect(links.filter((href) => !/^(?:https:\/\/example\.org|#)/.test(href))).toEqual([]);
		expect(await asha.log.locator("article img").count()).toBe(0);

		const rooted = asha.article("rooted");
		await rooted.getByText(HOSTILE.link.title).waitFor();
		expect(await rooted.getByText(HOSTILE.link.description).count()).toBe(1);
		await rooted.getByRole("list", { name: "Reactions" }).getByRole("button").first().hover();
		await page.getByRole("tooltip").waitFor();
		await asha.messageMenu("rooted", "Edit history");
		await asha.dialog().getByText("root <img").waitFor();
		await page.keyboard.press("Escape");
		await asha.noDialog();
		await rooted.getByRole("button", { name: /1 reply/ }).click();
		await page.getByRole("complementary", { name: "Thread" }).getByText("reply <img").waitFor();
		await asha.button("Pinned messages").click();
		await page.getByRole("complementary", { name: "Pinned messages" }).getByText("rooted <img").waitFor();

		await asha.textbox("Search").fill("onerror");
		const hits = page.getByRole("complementary", { name: "Search results" });
		await eventually(async () => expect(await hits.locator("mark").count()).toBeGreaterThan(3));
		await asha.textbox("Search").fill(`"<img src=x onerror=alert(1)>" from:<svg`);
		await hits
			.getByText(/Nothing|found|fits/)
			.first()
			.waitFor();
		await asha.textbox("Search").press("Escape");
		await asha.textbox("Search").press("Escape");

		await hits.waitFor({ state: "detached" });
		if ((await asha.people.count()) === 0) await asha.button(/^People/).click();
		await asha.people.getByText(HOSTILE.display).click();
		const card = asha.dialog(HOSTILE.display);
		await card.getByText(HOSTILE.status).waitFor();
		await card.getByRole("button", { name: "Message" }).click();
		await asha.heading(HOSTILE.display).waitFor();
		await asha.noDialog();
		await page.keyboard.press("Control+k");
		await page.getByRole("combobox").fill("img");
		await page.getByRole("option", { name: HOSTILE.room }).waitFor();
		await page.keyboard.press("Escape");
		await asha.noDialog();

		// Quoted, completed and typed.
		await asha.say(`${url}/#~${house.room}/3`);
		await asha.log.getByRole("blockquote").getByText("<script>").first().waitFor();
		for (const typed of ["@svg", "#img", ":<img"]) {
			await asha.composer.fill("");
			await asha.composer.pressSequentially(typed);
		}
		await asha.composer.fill("");
		expect(await suspects(asha)).toEqual([]);

		for (const place of [
			`#${encodeURIComponent(HOSTILE.room)}`,
			"#<img src=x onerror=alert(1)>",
			"#/inbox",
			"#javascript:alert(1)",
		]) {
			await page.goto("about:blank");
			await page.goto(`${url}/${place}`);
			await asha.rooms.waitFor();
			expect(await suspects(asha)).toEqual([]);
		}
		expect(strangers).toEqual([]);
		expect(await bela.page.title()).toContain("Parlour");
	}),
);

test(
	"what people write into their own profile, rooms, topics and messages runs on nobody else's screen",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--unlimited", "--announce", "off", "--name", "<b>Lab</b>"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const { strangers } = await wary(asha);
		const attempt = "<img src=x onerror=alert(1)>";
		await bela.say(`/topic ${attempt} topic`);
		await bela.say(`/status 🌊 ${attempt} status`);
		await bela.button("Settings").click();
		const settings = bela.page.getByRole("navigation", { name: "Settings" });
		await settings.getByRole("button", { name: "Profile" }).click();
		await bela.dialog("Settings").getByRole("textbox", { name: "Display name" }).fill(`${attempt} Bela`);
		await bela.button("Save name").click();
		await asha.people.getByText(`${attempt} Bela`).waitFor();
		await asha.page.getByText(`${attempt} topic`).first().waitFor();
		await bela.page.keyboard.press("Escape");
		await bela.noDialog();
		for (const text of [`one ${attempt}`, "[two](javascript:alert(1))", "![three](https://evil.example/x.png)"])
			await bela.say(text);
		await asha.see("three");
		expect(await asha.log.locator("a[href], img").count()).toBe(0);
		await asha.composer.pressSequentially("@Be");
		await asha.page.getByRole("option", { name: /Bela/ }).first().waitFor();
		await bela.composer.pressSequentially("typing");
		await asha.page.getByText(/is typing/).waitFor();
		expect(await suspects(asha)).toEqual([]);
		expect(strangers).toEqual([]);
	}),
);

const SCRIPT = `<!doctype html><script>try{localStorage.setItem("ran","1");document.cookie="ran=1";opener&&(opener.ran=1)}catch{}alert(1)</script><p>a page`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><rect width="9" height="9"/></svg>`;
const UPLOADS = [
	{ name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from(SVG) },
	{ name: "page.html", mimeType: "text/html", buffer: Buffer.from(SCRIPT) },
	{ name: "photo.png", mimeType: "image/png", buffer: Buffer.from(SCRIPT) },
	{
		name: "feed.xml",
		mimeType: "application/xml",
		buffer: Buffer.from(`<?xml version="1.0"?><a xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></a>`),
	},
	{
		name: "feed.xhtml",
		mimeType: "application/xhtml+xml",
		buffer: Buffer.from(`<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`),
	},
	{ name: "code.js", mimeType: "text/javascript", buffer: Buffer.from("self.ran=1;try{alert(1)}catch{}") },
	{ name: "text.txt", mimeType: "text/plain", buffer: Buffer.from(SCRIPT) },
	{ name: "style.css", mimeType: "text/css", buffer: Buffer.from("*{display:none}") },
	{ name: `"><img src=x onerror=alert(1)>.txt`, mimeType: "text/plain", buffer: Buffer.from("named") },
];

/** What opening this address in a tab of its own comes to: a download, or a page that can do nothing. */
async function openAlone(page: Page, address: string): Promise<{ origin: string; reach: string } | "download"> {
	const download = page
		.waitForEvent("download")
		.then((file) => file.delete())
		.then(() => "download" as const);
	const here = page.goto(address).then(async () => {
		return page.evaluate(() => {
			const reach = (what: () => unknown) => {
				try {
					what();
					return "reached";
				} catch (cause) {
					return cause instanceof DOMException ? cause.name : String(cause);
				}
			};
			const all = [reach(() => localStorage.length), reach(() => document.cookie), reach(() => sessionStorage.length)];
			return { origin: self.origin, reach: [...new Set(all)].join() };
		});
	});
	download.catch(() => undefined);
	return here.catch((cause: unknown) => {
		if (/Download is starting|ERR_ABORTED/.test(String(cause))) return download;
		throw cause;
	});
}

test(
	"no upload runs where it is shown, in a tab of its own, or as a script, a style or a worker of ours",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve({ args: ["--unlimited", "--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await wary(asha);
		const chooser = bela.page.waitForEvent("filechooser");
		await bela.button("Attach files").click();
		await (await chooser).setFiles(UPLOADS);
		await bela.say("nine files");
		const message = asha.article("nine files");
		await message.getByText("code.js").first().waitFor();
		await asha.page.waitForLoadState("networkidle");
		for (const summary of await message.locator("summary").all()) await summary.click();
		await message.getByText("a page").first().waitFor();
		expect(await message.locator("img, iframe, object, embed").count()).toBe(0);
		expect(await suspects(asha)).toEqual([]);

		const hrefs = await message
			.locator("a[href*='/files/']")
			.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href.replace(/\?download$/, "")));
		const addresses = [...new Set(hrefs)];
		expect(addresses).toHaveLength(UPLOADS.length);
		const tab = await anotherTab(asha);
		tab.expectComplaint(/is sandboxed/);
		for (const address of addresses) {
			const came = await openAlone(tab.page, address);
			if (came === "download") continue;
			expect({ address, ...came }).toEqual({ address, origin: "null", reach: "SecurityError" });
			expect(address).toEndWith(".txt");
			expect(await tab.page.evaluate(() => document.querySelector("script, img, p"))).toBe(null);
		}
		await tab.page.close();

		await asha.toFront();
		asha.expectComplaint(/MIME type|Refused|Content Security Policy|status of|ERR_BLOCKED/);
		const outcomes = await asha.page.evaluate(async (addresses) => {
			const add = (tag: string, attributes: Record<string, string>) =>
				new Promise<string>((resolve) => {
					const element = document.createElement(tag);
					for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
					element.onload = () => resolve("loaded");
					element.onerror = () => resolve("refused");
					document.head.append(element);
				});
			const worker = (address: string) =>
				new Promise<string>((resolve) => {
					try {
						const made = new Worker(address);
						made.onerror = () => resolve("refused");
						made.onmessage = () => resolve("loaded");
					} catch {
						resolve("refused");
					}
				});
			const service = (address: string) =>
				navigator.serviceWorker.register(address).then(
					() => "loaded",
					() => "refused",
				);
			const all: string[] = [];
			for (const address of addresses.filter((address) => /\.(?:js|txt|html)$/.test(address))) {
				all.push(await add("script", { src: address }), await add("script", { src: address, type: "module" }));
				all.push(await worker(address), await service(address));
			}
			for (const address of addresses.filter((address) => /\.(?:css|txt)$/.test(address)))
				all.push(await add("link", { rel: "stylesheet", href: address }));
			return all;
		}, addresses);
		expect(outcomes.length).toBeGreaterThan(12);
		expect([...new Set(outcomes)]).toEqual(["refused"]);
		expect(await asha.page.evaluate("[self.ran, localStorage.getItem('ran')]")).toEqual([undefined, null]);
		expect((await asha.context.cookies()).map(({ name }) => name)).toEqual(["parlour_session"]);
	}),
);

test(
	"the policy of the page lets only its own scripts run: no inline ones, no eval, no other place, and no frame around it",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const response = await asha.page.request.get(`${url}/`);
		const policy = new Map(
			(response.headers()["content-security-policy"] ?? "").split(/;\s*/).map((directive) => {
				const [name = "", ...sources] = directive.split(/\s+/);
				return [name, sources] as const;
			}),
		);
		expect(policy.get("default-src")).toEqual(["'none'"]);
		expect(policy.get("script-src")).toEqual(["'self'"]);
		expect(policy.get("style-src")).toEqual(["'self'"]);
		for (const none of ["base-uri", "frame-ancestors"]) expect(policy.get(none)).toEqual(["'none'"]);
		const sources = [...policy.values()].flat();
		expect(sources.filter((source) => !["'self'", "'none'", "data:", "blob:"].includes(source))).toEqual([]);
		for (const [name, allowed] of policy) if (allowed.includes("data:")) expect(name).toBe("img-src");

		asha.expectComplaint(/Content Security Policy|Refused/);
		await asha.page.evaluate(() => {
			const stopped: string[] = [];
			Object.assign(window, { stopped });
			document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
				stopped.push(blockedURI === "eval" ? "eval" : effectiveDirective);
			});
			const add = (tag: string, attributes: Record<string, string>, text = "") => {
				const element = document.createElement(tag);
				for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
				element.textContent = text;
				document.body.append(element);
				return element;
			};
			add("script", {}, "window.ran = 'inline'");
			add("script", { src: "https://evil.example/x.js" });
			add("script", { src: "data:text/javascript,window.ran='data'" });
			add("button", { onclick: "window.ran = 'handler'" }).click();
			add("a", { href: "javascript:window.ran='address'" }).click();
			add("style", {}, "body { display: none }");
			add("iframe", { src: "/" });
			add("img", { src: "https://evil.example/x.png" });
			void fetch("https://evil.example/").catch(() => undefined);
			// In a task of its own: what is evaluated for a test may evaluate.
			setTimeout(() => {
				try {
					// biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
					Object.assign(window, { ran: eval("'evaluated'") });
				} catch {}
			});
		});
		const expected = [
			"connect-src",
			"eval",
			"frame-src",
			"img-src",
			"script-src-attr",
			"script-src-elem",
			"style-src-elem",
		];
		await eventually(async () => {
			const stopped = await asha.page.evaluate(() => (window as unknown as { stopped: string[] }).stopped);
			expect([...new Set(stopped)].sort()).toEqual(expected);
		});
		expect(await asha.page.evaluate("window.ran")).toBe(undefined);
	}),
);
