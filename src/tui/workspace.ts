import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals-core";
import type { Client } from "../client/client.ts";
import { removedText } from "../client/removed-text.ts";
import type { Room } from "../client/room.ts";
import { inOrder } from "../client/room-order.ts";
import type { File } from "../protocol/entities.ts";
import { Composer } from "./composer.ts";
import type { List } from "./list.ts";
import type { LogModel } from "./log/log-model.ts";
import { keepReading } from "./log/reading.ts";
import { measure, type ScreenSize, type Sizes } from "./measure.ts";
import type { Picker } from "./picker.ts";
import { Place } from "./place.ts";
import type { Search } from "./search.ts";
import { seekFirstRoom } from "./seek-first-room.ts";
import type { Theme } from "./theme.ts";
import { watchConnection } from "./watch-connection.ts";
import { wordsOf } from "./words.ts";

export type Panel =
	| { kind: "none" }
	/** `top`: how many of its lines are above the window. */
	| { kind: "help"; top: Signal<number> }
	| { kind: "pick"; picker: Picker<unknown> }
	| { kind: "list"; list: List<unknown> }
	| { kind: "search"; search: Search }
	| { kind: "confirm"; question: string; yes: () => void };

export interface Notice {
	text: string;
	/** What is `busy` stays until something else is said. */
	tone: "plain" | "failure" | "busy";
}

/** Told when a file begins to be sent, and each time that more of it is gone. */
export type Sending = (name: string, bytes: number, sent: number) => void;

export interface WorkspaceOptions {
	client: Client;
	theme: Theme;
	/** `https://host`: where files are. */
	base: string;
	/** Sends a file of this machine's to the server; `sending` hears how far it is. Throws with what to show. */
	upload(path: string, mostBytes: number, sending: Sending): Promise<File>;
	size: ReadonlySignal<ScreenSize>;
	/** Whether somebody looks at this terminal, as far as it tells. */
	focused: ReadonlySignal<boolean>;
	/** The room to begin in, by name; `@name` for the direct room with somebody. */
	room: string | null;
	leave(): void;
}

const NOTICE_MS = 8000;
const MINUTE_MS = 60_000;
const NO_PANEL: Panel = { kind: "none" };

/** All that this screen shows and does, beside the client's own state. */
export class Workspace {
	readonly client: Client;
	readonly theme: Theme;
	readonly options: WorkspaceOptions;
	readonly rooms: ReadonlySignal<readonly Room[]>;
	readonly room: ReadonlySignal<Room | null>;
	readonly log: ReadonlySignal<LogModel | null>;
	readonly place: Place;
	readonly sizes: ReadonlySignal<Sizes>;
	readonly composer: Composer;
	readonly panel = signal<Panel>(NO_PANEL);
	readonly notice = signal<Notice | null>(null);
	/** The room list, where somebody has asked for it or sent it away. */
	readonly roomsWanted = signal<boolean | null>(null);
	readonly now = signal(Date.now());
	readonly offline = signal<string | null>(null);
	/** What was searched for last, to come back to. */
	lastSearch: Search | null = null;
	/** When the others were last told that one types, and when Ctrl C was last pressed. */
	toldTypingAt = 0;
	interruptedAt = 0;
	readonly #endings: (() => void)[] = [];

	constructor(options: WorkspaceOptions) {
		const { client, theme, base, room } = options;
		this.options = options;
		this.client = client;
		this.theme = theme;
		this.rooms = computed(() => inOrder(client.rooms.value.values()));
		this.sizes = computed(() => measure(options.size.value, this.roomsWanted.value, this));
		const size = computed(() => this.sizes.value.log);
		const look = { client, theme, base, size, now: this.now };
		this.place = new Place({ look, rooms: this.rooms, first: room });
		this.room = this.place.room;
		this.log = this.place.log;
		this.composer = new Composer(client.drafts, wordsOf(this));
		this.#begin();
	}

	stop(): void {
		for (const end of this.#endings.splice(0)) end();
	}

	show(room: Room): void {
		batch(() => {
			this.place.show(room);
			this.notice.value = null;
			this.close();
		});
	}

	step(by: 1 | -1): void {
		const rooms = this.rooms.peek();
		const at = rooms.findIndex(({ id }) => id === this.room.peek()?.id);
		const next = rooms[(at + by + rooms.length) % rooms.length];
		if (next) this.show(next);
	}

	close(): void {
		const panel = this.panel.peek();
		if (panel.kind === "list") panel.list.options.stop?.();
		if (panel.kind === "pick") panel.picker.options.stop?.();
		this.panel.value = NO_PANEL;
	}

	say(text: string): void {
		this.notice.value = { text, tone: "plain" };
	}

	/** Something takes a while; the next notice says how it went. */
	busy(text: string): void {
		this.notice.value = { text, tone: "busy" };
	}

	fail(cause: unknown): void {
		this.notice.value = { text: cause instanceof Error ? cause.message : String(cause), tone: "failure" };
	}

	/** Whoever goes on to something else has read what went wrong. */
	forgetFailure(): void {
		if (this.notice.peek()?.tone === "failure") this.notice.value = null;
	}

	/** Runs what somebody asked for; a refusal is shown to them. */
	async attempt(action: () => unknown): Promise<boolean> {
		try {
			await action();
			return true;
		} catch (cause) {
			this.fail(cause);
			return false;
		}
	}

	#begin(): void {
		const { client } = this;
		this.#endings.push(
			effect(() => {
				const log = this.log.value;
				if (!log) return;
				const { room, thread, held } = log.stretch;
				this.composer.turnTo(room.id, thread?.root);
				if (client.connection.value.state !== "online") return;
				// What cannot be had now is asked for again with the next connection.
				if (!held.value) log.stretch.open().catch(() => undefined);
				if (room.members.value === null) client.loadMembers(room).catch(() => undefined);
			}),
			effect(() => {
				// The past has been read up to the newest: the room's own log goes on.
				const log = this.log.value;
				if (log?.stretch.excerpt && log.stretch.held.value && !log.stretch.hasNewer.value && log.atNewest) {
					this.place.toNewest();
				}
			}),
			effect(() => {
				if (this.notice.value === null || this.notice.value.tone === "busy") return;
				const timer = setTimeout(() => (this.notice.value = null), NOTICE_MS);
				return () => clearTimeout(timer);
			}),
			effect(() => {
				const removal = client.removal.value;
				if (removal) untracked(() => this.fail(removedText(removal, client.people.nameOf)));
			}),
			watchConnection(client, this.offline),
			seekFirstRoom(this),
			keepReading(this),
		);
		const clock = setInterval(() => (this.now.value = Date.now()), MINUTE_MS);
		this.#endings.push(() => clearInterval(clock));
	}
}
