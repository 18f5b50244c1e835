import type { LinkPreview } from "../protocol/entities.ts";
import type { Committed, Store } from "../store/port.ts";
import { hostOfLink, linksIn } from "./body-links.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { PageFetcher } from "./page-fetcher.ts";
import { type PageHead, readPageHead } from "./page-head.ts";

const LINKS_A_MESSAGE = 3;
const AT_ONCE = 4;
/** More wait no longer than they would be of use. */
const MAX_WAITING = 100;
const KEPT_MS = 5 * 60_000;
const MAX_KEPT = 500;

interface Kept {
	at: number;
	head: Promise<PageHead | null>;
}

/** Looks up what is behind the links of messages that this node commits, and adds it to them. */
export class LinkPreviews {
	readonly #store: Store;
	readonly #clock: Clock;
	readonly #log: Log;
	readonly #pages: PageFetcher;
	readonly #limits: Limits;
	/** By URL, in the order in which they were asked for. */
	readonly #kept = new Map<string, Kept>();
	readonly #waiting: (() => void)[] = [];
	readonly #pause = () => new Promise<void>((resolve) => void this.#clock.after(0, resolve));
	#underWay = 0;
	#stopped = false;

	constructor(ports: { store: Store; clock: Clock; log: Log }, pages: PageFetcher, limits: Limits) {
		this.#store = ports.store;
		this.#clock = ports.clock;
		this.#log = ports.log;
		this.#pages = pages;
		this.#limits = limits;
		ports.store.onCommit((committed) => {
			for (const item of committed) this.#look(item);
		});
	}

	stop(): void {
		this.#stopped = true;
		this.#pages.close();
	}

	#look(item: Committed): void {
		if (this.#stopped || item.type !== "change") return;
		const { room, kind, message } = item.change;
		if ((kind.type !== "posted" && kind.type !== "edited") || message.kind !== "text" || !message.author) return;
		const links = linksIn(message.body, LINKS_A_MESSAGE);
		if (links.length === 0 || !this.#limits.allows("previews", message.author.id)) return;
		void this.#add(room, message.seq, message.body, links);
	}

	async #add(room: number, seq: number, body: string, links: readonly string[]): Promise<void> {
		const heads = await Promise.all(links.map((link) => this.#head(link)));
		const previews = links.flatMap((url, index): LinkPreview[] => {
			const head = heads[index];
			return head ? [{ url, ...head }] : [];
		});
		if (previews.length === 0 || this.#stopped) return;
		try {
			await this.#store.setLinks({ room, seq, body, links: previews, at: this.#clock.now() });
		} catch {
			// The message may be gone by now, and a store that failed has told so itself.
		}
	}

	#head(link: string): Promise<PageHead | null> {
		const url = link.replace(/#.*$/, "");
		const now = this.#clock.now();
		const known = this.#kept.get(url);
		if (known && now - known.at < KEPT_MS) return known.head;
		const head = this.#fetch(url);
		this.#kept.delete(url);
		this.#kept.set(url, { at: now, head });
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
		return head;
	}

	async #fetch(url: string): Promise<PageHead | null> {
		if (this.#underWay === AT_ONCE) {
			if (this.#waiting.length === MAX_WAITING) return null;
			await new Promise<void>((resolve) => void this.#waiting.push(resolve));
		} else this.#underWay++;
		try {
			const page = this.#stopped ? { why: "stopped" } : await this.#pages.fetch(url);
			const head = "html" in page ? await readPageHead(page.html, this.#pause) : null;
			if (!head && !this.#stopped)
				this.#log.info("no link preview", { host: hostOfLink(url), why: "why" in page ? page.why : "no title" });
			return head;
		} catch (cause) {
			this.#log.error("link preview failed", { cause: String(cause) });
			return null;
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#underWay--;
		}
	}
}
