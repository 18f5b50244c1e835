import type { Message } from "../protocol/entities.ts";
import { Excerpt } from "./excerpt.ts";
import type { Ask } from "./link.ts";
import type { Room } from "./room.ts";
import type { Thread } from "./thread.ts";
import type { ThreadMarks } from "./thread-marks.ts";

const PAGE = 50;
/** Of a long thread, somebody who looks back reads on. */
const EARLIER_REPLIES = 200;

interface Around {
	ask: Ask;
	marks: ThreadMarks;
	/** Messages have come in. */
	seen(room: Room, messages: readonly Message[]): void;
	/** Asks for what the room lacks, if it lacks anything. */
	catchUp(room: Room): void;
}

/** Loads pages of rooms, threads and excerpts, one at a time of each: a second call waits for the first. */
export class Loads {
	readonly #around: Around;
	readonly #running = new Map<object, Promise<void>>();

	constructor(around: Around) {
		this.#around = around;
	}

	/** The newest page of a room that is not held yet. */
	async open(room: Room): Promise<void> {
		if (!room.held.peek()) await this.#once(room, () => this.#page(room, null, PAGE));
	}

	async older(room: Room, limit = PAGE): Promise<void> {
		const first = room.messages.peek()[0];
		if (!room.held.peek() || !room.hasOlder.peek() || !first) return;
		await this.#once(room, () => this.#page(room, first.seq, limit));
	}

	async openThread(thread: Thread): Promise<void> {
		if (thread.stale) await this.#once(thread, () => this.#replies(thread, null));
	}

	async olderReplies(thread: Thread): Promise<void> {
		const first = thread.messages.peek()[0];
		if (thread.stale || !thread.hasOlder.peek() || !first) return;
		await this.#once(thread, () => this.#replies(thread, first.seq, EARLIER_REPLIES));
	}

	async around(excerpt: Excerpt): Promise<void> {
		await this.#once(excerpt, () => this.#stretch(excerpt, "around", excerpt.around));
	}

	async before(excerpt: Excerpt): Promise<void> {
		const first = excerpt.messages.peek()[0];
		if (!first || excerpt.stale || !excerpt.hasOlder.peek()) return;
		await this.#once(excerpt, () => this.#stretch(excerpt, "before", first.seq));
	}

	async after(excerpt: Excerpt): Promise<void> {
		const last = excerpt.messages.peek().at(-1);
		if (!last || excerpt.stale || !excerpt.hasNewer.peek()) return;
		await this.#once(excerpt, () => this.#stretch(excerpt, "after", last.seq));
	}

	/** After a new connection: one's places in these threads, which may have changed unheard. */
	resume(threads: readonly Thread[]): void {
		const { ask, marks } = this.#around;
		for (const { room, root } of threads) {
			const { news } = marks;
			ask({ t: "thread", room: room.id, root, limit: 1 }).then(
				({ mark }) => marks.answered([mark], news),
				() => undefined,
			);
		}
	}

	/** Loads again what was held of a room and has lost its place in the log. */
	mend(room: Room): void {
		const ignore = () => undefined;
		for (const thread of room.threads.values()) {
			if (thread.stale && thread.held.peek()) this.openThread(thread).catch(ignore);
		}
		const { excerpt } = room;
		if (excerpt?.stale && excerpt.messages.peek().length > 0) this.around(excerpt).catch(ignore);
	}

	#once(what: Room | Thread | Excerpt, load: () => Promise<void>): Promise<void> {
		const running = this.#running.get(what);
		if (running) return running;
		const room = "room" in what ? what.room : what;
		const started = load()
			.then(() => this.#around.catchUp(room))
			.finally(() => {
				this.#running.delete(what);
				if (what instanceof Excerpt) what.loading.value = false;
			});
		this.#running.set(what, started);
		return started;
	}

	async #page(room: Room, before: number | null, limit: number): Promise<void> {
		const request = { t: "history", room: room.id, limit, ...(before === null ? {} : { before }) } as const;
		const page = await this.#around.ask(request);
		// Something else has replaced what was held meanwhile: this page no longer joins on.
		const stale = before !== null && room.messages.peek()[0]?.seq !== before;
		if (!stale) room.hold(page);
		this.#around.seen(room, page.messages);
	}

	async #replies(thread: Thread, before: number | null, limit = PAGE): Promise<void> {
		const { room, root } = thread;
		const { marks } = this.#around;
		const news = marks.news;
		const request = { t: "thread", room: room.id, root, limit, ...(before === null ? {} : { before }) } as const;
		const page = await this.#around.ask(request);
		if (before !== null && (thread.stale || thread.messages.peek()[0]?.seq !== before)) return;
		thread.hold(page);
		room.backTo(page.head);
		marks.answered([page.mark], news);
		this.#around.seen(room, page.messages);
	}

	async #stretch(excerpt: Excerpt, where: "around" | "before" | "after", seq: number): Promise<void> {
		const { room } = excerpt;
		excerpt.loading.value = true;
		const held = excerpt.messages.peek();
		const [first, last] = [held[0]?.seq, held.at(-1)?.seq];
		const page = await this.#around.ask({ t: "history", room: room.id, limit: PAGE, [where]: seq });
		const now = excerpt.messages.peek();
		const joins = where === "before" ? now[0]?.seq === first : now.at(-1)?.seq === last;
		if (where !== "around" && (excerpt.stale || !joins)) return;
		excerpt.hold(page, where);
		room.backTo(page.head);
	}
}
