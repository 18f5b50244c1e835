import type { Page, WebSocketRoute } from "playwright-core";

/** What the server says to a page waits at this gate while it is shut. */
export class Gate {
	readonly #kind: string | null;
	#held: (() => void)[] = [];
	#shut = false;

	private constructor(kind: string | null) {
		this.#kind = kind;
	}

	/** For the page's connections from now on; with `kind`, only frames of that kind wait. */
	static async before(page: Page, kind: string | null = null): Promise<Gate> {
		const gate = new Gate(kind);
		await page.routeWebSocket(/\/ws$/, (near) => gate.#guard(near));
		return gate;
	}

	#guard(near: WebSocketRoute): void {
		const far = near.connectToServer();
		far.onMessage((message) => {
			const frame = JSON.parse(String(message)) as { t: string };
			if (this.#shut && (this.#kind ?? frame.t) === frame.t) this.#held.push(() => near.send(message));
			else near.send(message);
		});
	}

	shut(): void {
		this.#shut = true;
	}
	get waiting(): number {
		return this.#held.length;
	}
	open(): void {
		this.#shut = false;
		for (const pass of this.#held.splice(0)) pass();
	}
}
