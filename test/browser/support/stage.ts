import { afterAll, beforeAll } from "bun:test";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../../support/chromium.ts";
import { type RunningParlour, type StartOptions, startParlour } from "../../support/parlour.ts";
import { signUp } from "../../support/person.ts";
import { Seat } from "./seat.ts";

const PICTURES = join(tmpdir(), "parlour-browser-failures");
const ACT_WITHIN_MS = 15_000;

/** What a test may have; all of it ends with the test. */
export interface Stage {
	serve(options?: StartOptions): Promise<RunningParlour>;
	/** Somebody at a browser of their own, who has opened the address, or a path of it. */
	seat(url: string, options?: BrowserContextOptions & { path?: string }): Promise<Seat>;
	/** The same, with a new account, and logged in. */
	newcomer(url: string, name: string, options?: BrowserContextOptions): Promise<Seat>;
	/** A second page in the same browser. */
	anotherTab(seat: Seat, path?: string): Promise<Seat>;
	/** Ends with the test, in the reverse order. */
	use<T extends Disposable | AsyncDisposable>(resource: T): T;
	onEnd(end: () => unknown): void;
}

/** One Chromium for a test file. Any error of a page, or on its console, fails the test. */
export function useBrowser(): (work: (stage: Stage) => Promise<void>) => () => Promise<void> {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchChromium();
	});
	afterAll(async () => {
		await browser.close();
	});
	return (work) => async () => {
		const seats: Seat[] = [];
		await using stack = new AsyncDisposableStack();
		const stage = openStage(browser, seats, stack);
		try {
			await work(stage);
		} catch (cause) {
			await picture(seats);
			for (const trouble of seats.flatMap(({ troubles }) => troubles)) console.error(trouble);
			throw cause;
		}
		const troubles = seats.flatMap((seat) => seat.troubles);
		if (troubles.length > 0) throw new Error(`The browser complained:\n${troubles.join("\n")}`);
	};
}

function openStage(browser: Browser, seats: Seat[], stack: AsyncDisposableStack): Stage {
	const stage: Stage = {
		async serve(options) {
			return stack.use(await startParlour(options));
		},
		async seat(url, { path = "", ...options } = {}) {
			const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
			stack.defer(() => context.close());
			context.setDefaultTimeout(ACT_WITHIN_MS);
			const seat = new Seat(await context.newPage(), url);
			seats.push(seat);
			await seat.open(path);
			return seat;
		},
		async newcomer(url, name, options) {
			const token = await signUp(url, name);
			const seat = await stage.seat(url, { ...options, storageState: signedIn(url, name, token) });
			await seat.composer.waitFor();
			// What draws messages and their bar comes right after the page.
			await seat.page.waitForLoadState("networkidle");
			return seat;
		},
		async anotherTab(seat, path) {
			const tab = new Seat(await seat.context.newPage(), seat.url);
			seats.push(tab);
			await tab.open(path);
			return tab;
		},
		use: (resource) => stack.use(resource),
		onEnd: (end) => stack.defer(async () => void (await end())),
	};
	return stage;
}

/** What a browser holds after a log-in. */
function signedIn(url: string, name: string, token: string): NonNullable<BrowserContextOptions["storageState"]> {
	const { hostname: domain, origin } = new URL(url);
	const cookie = { name: "parlour_session", value: token, domain, path: "/", expires: -1, httpOnly: true };
	return {
		cookies: [{ ...cookie, secure: false, sameSite: "Lax" }],
		origins: [
			{
				origin,
				localStorage: [
					{ name: "parlour:account", value: name },
					{ name: "parlour:signed-in", value: "1" },
				],
			},
		],
	};
}

async function picture(seats: Seat[]): Promise<void> {
	await mkdir(PICTURES, { recursive: true });
	for (const [index, { page }] of seats.entries()) {
		const path = join(PICTURES, `${Date.now()}-${index}.png`);
		const taken = await page.screenshot({ path, timeout: 3000 }).catch(() => null);
		if (taken) console.error(`What seat ${index} saw: ${path}`);
	}
}
