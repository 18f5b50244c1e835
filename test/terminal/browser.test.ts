import { expect, setDefaultTimeout, test } from "bun:test";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchChromium } from "../support/chromium.ts";
import { eventually } from "../support/eventually.ts";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";
import { makeHome, startTerminal, type Terminal } from "./support/terminal.ts";

setDefaultTimeout(60_000);

interface Opened extends AsyncDisposable {
	terminal: Terminal;
	/** What the browser was told to open. */
	address(): Promise<string>;
}

/** A terminal whose browser only writes down what it is to open. */
async function withBrowser(url: string, name: string): Promise<Opened> {
	const home = await makeHome();
	const log = join(home.path, "opened");
	await mkdir(join(home.path, "bin"));
	const opener = join(home.path, "bin/xdg-open");
	await Bun.write(opener, `#!/bin/sh\nprintf '%s' "$1" >"${log}.part" && mv "${log}.part" "${log}"\n`);
	await chmod(opener, 0o755);
	const env = { DISPLAY: ":0", PARLOUR_PASSWORD: PASSWORD };
	const path = `${join(home.path, "bin")}:${process.env["PATH"]}`;
	const terminal = await startTerminal([url, "--user", name, "--gui"], { home: home.path, env, path });
	return {
		terminal,
		async address() {
			await eventually(() => Bun.file(log).exists(), "a browser is opened");
			return Bun.file(log).text();
		},
		async [Symbol.asyncDispose]() {
			await terminal[Symbol.asyncDispose]();
			await home[Symbol.asyncDispose]();
		},
	};
}

test("--gui opens the browser with a ticket that logs in once only, and <EXIT> logs that browser out", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using opened = await withBrowser(server.url, "asha");
	const { terminal, address } = opened;
	const url = await address();
	expect(url).toStartWith(`${server.url}/?ticket=`);
	const ticket = new URL(url).searchParams.get("ticket");
	await terminal.sees("The browser is open, logged in as asha");

	const redeemed = await postJson(server.url, "/api/ticket/redeem", { ticket });
	expect(redeemed.status).toBe(200);
	const cookie = redeemed.headers.get("set-cookie")?.split(";")[0] ?? "";
	const me = () => fetch(`${server.url}/api/me`, { headers: { cookie } });
	expect(await (await me()).json()).toMatchObject({ account: { name: "asha" } });
	expect((await postJson(server.url, "/api/ticket/redeem", { ticket })).status).toBe(401);
	expect((await me()).status).toBe(200);

	await terminal.enter("<EXIT>");
	await terminal.lastRowIs("[ended with status 0]");
	expect((await me()).status).toBe(401);
});

test("the browser's page logs in by the ticket, drops it from its address, and is out again after <EXIT>", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using opened = await withBrowser(server.url, "asha");
	const { terminal, address } = opened;
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.goto(await address());
		await page.getByRole("textbox", { name: "Message" }).waitFor();
		expect(page.url()).not.toContain("ticket");
		await terminal.sees("The browser is open");
		await terminal.enter("<EXIT>");
		await terminal.lastRowIs("[ended with status 0]");
		await page.getByRole("button", { name: "Log in" }).first().waitFor();
	} finally {
		await browser.close();
	}
});

test("a browser that comes with a ticket which is used up is asked to log in, and told why", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.goto(`${server.url}/?ticket=used-up`);
		await page.getByText("Cannot log in by this link").waitFor();
		expect(page.url()).not.toContain("ticket");
	} finally {
		await browser.close();
	}
});

test("without a display --gui says so, and one chats in the terminal", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await startTerminal([server.url, "--user", "asha", "--gui"], {
		env: { DISPLAY: "", WAYLAND_DISPLAY: "", PARLOUR_PASSWORD: PASSWORD },
	});
	await terminal.sees("There is no display for a browser here: you chat in the terminal");
	await terminal.sees("asha ●");
});

test("where no browser can be started, its address is told", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await startTerminal([server.url, "--user", "asha", "--gui"], {
		env: { DISPLAY: ":0", PARLOUR_PASSWORD: PASSWORD },
		path: "/nowhere",
		columns: 140,
	});
	await terminal.sees(/No browser could be started. Open this within 30 s: http:\S+\?ticket=\S+/);
});
