import { batch, signal } from "@preact/signals-core";
import type { AnswerTo } from "../protocol/down.ts";
import type { Message } from "../protocol/entities.ts";
import { applyMessages, prependMessages } from "./held-messages.ts";
import type { Room } from "./room.ts";

type Page = Pick<AnswerTo<"history">, "messages" | "more" | "newer">;

/**
 * A stretch of a room's past around one message. It does not reach to the newest while `hasNewer` says so; when that
 * becomes false, the room's own log holds the same, and more.
 */
export class Excerpt {
	readonly room: Room;
	/** The `seq` that it is about. */
	readonly around: number;
	readonly messages = signal<readonly Message[]>([]);
	readonly hasOlder = signal(true);
	readonly hasNewer = signal(true);
	readonly loading = signal(false);
	/** Nothing is held that changes could be applied to. */
	stale = true;

	constructor(room: Room, around: number) {
		this.room = room;
		this.around = around;
	}

	hold(page: Page, where: "around" | "before" | "after"): void {
		batch(() => {
			const held = this.messages.peek();
			if (where !== "after") this.hasOlder.value = page.more;
			if (where !== "before") this.hasNewer.value = page.newer ?? false;
			if (where === "around") this.messages.value = page.messages;
			else if (where === "before") this.messages.value = prependMessages(held, page.messages);
			else this.messages.value = applyMessages(held, page.messages, false);
			this.stale = false;
		});
	}

	/** Changes of the room's log. */
	apply(messages: readonly Message[]): void {
		if (this.stale) return;
		const held = this.messages.peek();
		const last = this.hasNewer.peek() ? (held.at(-1)?.seq ?? 0) : Number.POSITIVE_INFINITY;
		const news = messages.filter(({ seq, event }) => seq <= last || event === "cleared");
		batch(() => {
			this.messages.value = applyMessages(held, news, !this.hasOlder.peek());
			// What follows a clearing is the room's newest again, and the clearing itself begins it.
			if (news.some(({ event }) => event === "cleared")) this.hasOlder.value = false;
		});
	}
}
