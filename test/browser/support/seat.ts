import type { BrowserContext, Locator, Page } from "playwright-core";
import { PASSWORD } from "../../support/person.ts";

/** One page of one person's browser. What it finds, it finds by the names that GUI.md promises. */
export class Seat {
	readonly page: Page;
	readonly url: string;
	readonly #troubles: string[] = [];
	readonly #expected: RegExp[] = [];

	constructor(page: Page, url: string) {
		this.page = page;
		this.url = url;
		page.on("pageerror", (error) => this.#troubles.push(`page error: ${error.stack ?? error.message}`));
		page.on("console", (message) => {
			if (message.type() === "error") this.#troubles.push(`console: ${message.text()}`);
		});
		page.on("dialog", (dialog) => {
			this.#troubles.push(`a script opened a dialog: ${dialog.message()}`);
			void dialog.dismiss();
		});
		page.on("crash", () => this.#troubles.push("the page crashed"));
	}

	get context(): BrowserContext {
		return this.page.context();
	}
	get log(): Locator {
		return this.page.getByRole("log", { name: "Messages" });
	}
	get rooms(): Locator {
		return this.page.getByRole("navigation", { name: "Rooms" });
	}
	get people(): Locator {
		return this.page.getByRole("complementary", { name: "People" });
	}
	get composer(): Locator {
		return this.page.getByRole("textbox", { name: "Message", exact: true });
	}
	get alert(): Locator {
		return this.page.getByRole("alert").filter({ hasText: /\S/ });
	}

	button(name: string | RegExp): Locator {
		return this.page.getByRole("button", { name, exact: true });
	}
	textbox(name: string): Locator {
		return this.page.getByRole("textbox", { name, exact: true });
	}
	dialog(name?: string | RegExp): Locator {
		return this.page.getByRole("dialog", name === undefined ? {} : { name });
	}
	/** A dialog that closes is hidden a moment before it is gone, and its keys with it. */
	async noDialog(): Promise<void> {
		await this.page.locator("dialog").waitFor({ state: "detached" });
	}
	article(text: string | RegExp): Locator {
		return this.log.getByRole("article").filter({ hasText: text });
	}
	roomLink(name: string): Locator {
		return this.rooms.getByRole("link").filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** The browser's own complaint about what this test does on purpose. */
	expectComplaint(about: RegExp): void {
		this.#expected.push(about);
	}
	/** Page errors and console errors that no test asked for. */
	get troubles(): string[] {
		return this.#troubles.filter((trouble) => !this.#expected.some((expected) => expected.test(trouble)));
	}

	async open(path = ""): Promise<void> {
		await this.page.goto(`${this.url}/${path}`);
	}
	/** Of two tabs in one browser only the one in front draws at full speed. */
	async toFront(): Promise<void> {
		await this.page.bringToFront();
	}

	async signUp(name: string, password = PASSWORD): Promise<void> {
		await this.fillSignUp(name, password);
		await this.button("Sign up").click();
		await this.composer.waitFor();
	}
	async fillSignUp(name: string, password: string, confirm = password): Promise<void> {
		await this.textbox("Username").fill(name);
		await this.textbox("Password").fill(password);
		await this.textbox("Confirm password").fill(confirm);
	}
	async logIn(name: string, password = PASSWORD): Promise<void> {
		await this.turnToLogIn();
		await this.textbox("Username").fill(name);
		await this.textbox("Password").fill(password);
		await this.button("Log in").click();
		await this.composer.waitFor();
	}
	async turnToLogIn(): Promise<void> {
		await this.textbox("Password").waitFor();
		if (await this.textbox("Confirm password").isVisible()) await this.button("Log in").click();
		await this.textbox("Confirm password").waitFor({ state: "detached" });
	}

	async say(text: string): Promise<void> {
		await this.composer.fill(text);
		await this.composer.press("Enter");
	}
	async see(text: string | RegExp): Promise<void> {
		await this.article(text).first().waitFor();
	}
	async createRoom(name: string, wish: { topic?: string; private?: boolean } = {}): Promise<void> {
		await this.rooms.getByRole("button", { name: "Create room" }).click();
		const dialog = this.dialog("New room");
		await dialog.getByRole("textbox", { name: "Room name" }).fill(name);
		if (wish.topic !== undefined) await dialog.getByRole("textbox", { name: "Topic" }).fill(wish.topic);
		if (wish.private) await dialog.getByRole("checkbox", { name: "Private" }).check();
		await dialog.getByRole("button", { name: "Create room" }).click();
		await this.heading(name).waitFor();
	}
	async joinRoom(name: string): Promise<void> {
		await this.button("Browse rooms").click();
		await this.button(`Join ${name}`).click();
		await this.heading(name).waitFor();
	}
	async go(room: string): Promise<void> {
		await this.roomLink(room).click();
		await this.heading(room).waitFor();
	}
	/** Chooses what the menu under the room's name offers. */
	async roomMenu(item: string): Promise<void> {
		await this.page.getByRole("heading", { level: 1 }).getByRole("button").click();
		await this.page.getByRole("menuitem", { name: item, exact: true }).click();
	}
	/** Chooses what the menu of a message's bar offers. */
	async messageMenu(text: string | RegExp, item: string): Promise<void> {
		const message = this.article(text);
		await message.hover();
		await message.getByRole("button", { name: "More actions" }).click();
		await this.page.getByRole("menuitem", { name: item, exact: true }).click();
	}
	/** The name of the room that is open. */
	heading(room: string): Locator {
		return this.page.getByRole("heading", { level: 1 }).filter({ hasText: room });
	}

	/** What the log shows, top to bottom: "NAME: TEXT" for a message, and each system line for itself. */
	lines(): Promise<string[]> {
		return this.log.evaluate((log) =>
			[...log.querySelectorAll<HTMLElement>("article, p.system")].flatMap((line) => {
				if (line.matches("p.system")) return line.innerText.split(" · ");
				const [author] = (line.getAttribute("aria-label") ?? "").split(", ");
				const body = line.querySelector<HTMLElement>(".body")?.innerText ?? "";
				return [`${author}: ${body.trim()}`];
			}),
		);
	}
	/** Of those lines, what was said. */
	async said(): Promise<string[]> {
		return (await this.lines()).filter((line) => line.includes(": "));
	}
}
