import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Client } from "../client/client.ts";
import type { Keep } from "../client/ports.ts";
import type { Room } from "../client/room.ts";
import { inOrder } from "../client/room-order.ts";
import { COMMANDS } from "./commands/commands.ts";
import { Composer } from "./composer.ts";
import { emojiByName } from "./editor/emoji.ts";
import { LogModel } from "./log/log-model.ts";
import { keepReading } from "./log/reading.ts";
import { measure, type ScreenSize, type Sizes } from "./measure.ts";
import type { Picker } from "./picker.ts";
import type { Search } from "./search.ts";
import type { Theme } from "./theme.ts";

export type Panel =
	| { kind: "none" }
	/** `top`: how many of its lines are above the window. */
	| { kind: "help"; top: Signal<number> }
	| { kind: "pick"; picker: Picker<unknown> }
	| { kind: "search"; search: Search }
	| { kind: "confirm"; question: string; yes: () => void };

export interface Notice {
	text: string;
	tone: "plain" | "failure";
}

export interface WorkspaceOptions {
	client: Client;
	keep: Keep;
	theme: Theme;
	size: ReadonlySignal<ScreenSize>;
	/** Whether somebody looks at this terminal, as far as it tells. */
	focused: ReadonlySignal<boolean>;
	/** The room to begin in, by name. */
	room: string | null;
	leave(): void;
}

const NOTICE_MS = 8000;
const MINUTE_MS = 60_000;
/** A connection that comes at once needs no words. */
const QUIET_MS = 700;
const NO_PANEL: Panel = { kind: "none" };

/** All that this screen shows and does, beside the client's own state. */
export class Workspace {
	readonly client: Client;
	readonly theme: Theme;
	readonly options: WorkspaceOptions;
	readonly rooms: ReadonlySignal<readonly Room[]>;
	readonly room: ReadonlySignal<Room | null>;
	readonly log: ReadonlySignal<LogModel | null>;
	readonly sizes: ReadonlySignal<Sizes>;
	readonly composer: Composer;
	readonly panel = signal<Panel>(NO_PANEL);
	readonly notice = signal<Notice | null>(null);
	/** The room list, where somebody has asked for it or sent it away. */
	readonly roomsWanted = signal<boolean | null>(null);
	readonly now = signal(Date.now());
	readonly offline = signal<string | null>(null);
	readonly #chosen = signal<number | null>(null);
	readonly #logs = new Map<Room, LogModel>();
	/** When the others were last told that one types, and when Ctrl C was last pressed. */
	toldTypingAt = 0;
	interruptedAt = 0;
	/** Whether the room to begin in was looked for. */
	#soughtRoom = false;
	readonly #endings: (() => void)[] = [];

	constructor(options: WorkspaceOptions) {
		const { client, keep, theme, room } = options;
		this.options = options;
		this.client = client;
		this.theme = theme;
		this.rooms = computed(() => inOrder(client.rooms.value.values()));
		this.room = computed(() => {
			const rooms = this.rooms.value;
			const byName =
				this.#chosen.value === null && room !== null ? rooms.find(({ info }) => info.value.name === room) : null;
			return rooms.find(({ id }) => id === this.#chosen.value) ?? byName ?? rooms[0] ?? null;
		});
		this.composer = new Composer(keep, (id) => `draft:${client.me.peek()?.id ?? 0}:${id}`, {
			people: () => this.#peopleToName(),
			rooms: () => this.rooms.peek().map(({ info }) => info.peek().name),
			commands: () => COMMANDS.map(({ name }) => name),
			emoji: emojiByName,
		});
		this.sizes = computed(() => measure(options.size.value, this.roomsWanted.value, this));
		this.log = computed(() => (this.room.value ? this.#logOf(this.room.value) : null));
		this.#begin();
	}

	stop(): void {
		for (const end of this.#endings.splice(0)) end();
	}

	show(room: Room): void {
		batch(() => {
			this.#chosen.value = room.id;
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
		if (panel.kind === "search") panel.search.stop();
		this.panel.value = NO_PANEL;
	}

	say(text: string): void {
		this.notice.value = { text, tone: "plain" };
	}

	fail(cause: unknown): void {
		this.notice.value = { text: cause instanceof Error ? cause.message : String(cause), tone: "failure" };
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

	#peopleToName(): string[] {
		const room = this.room.peek();
		const names = new Set((room?.members.peek() ?? []).map(({ name }) => name));
		for (const { author } of room?.messages.peek() ?? []) if (author) names.add(author.name);
		names.delete(this.client.me.peek()?.name ?? "");
		return [...names];
	}

	#logOf(room: Room): LogModel {
		const known = this.#logs.get(room);
		if (known) return known;
		const log = new LogModel(room, {
			outbox: this.client.outbox,
			me: this.client.me,
			place: computed(() => this.client.server.value?.name ?? "Parlour"),
			size: computed(() => this.sizes.value.log),
			now: this.now,
			look: { theme: this.theme },
		});
		this.#logs.set(room, log);
		return log;
	}

	#begin(): void {
		const { client } = this;
		this.#endings.push(
			effect(() => {
				const room = this.room.value;
				if (!room) return;
				this.composer.turnTo(room.id);
				if (client.connection.value.state !== "online") return;
				// What cannot be had now is asked for again with the next connection.
				client.open(room).catch(() => undefined);
				if (room.members.value === null) client.loadMembers(room).catch(() => undefined);
			}),
			effect(() => {
				if (this.notice.value === null) return;
				const timer = setTimeout(() => (this.notice.value = null), NOTICE_MS);
				return () => clearTimeout(timer);
			}),
			effect(() => this.#watchConnection()),
			effect(() => {
				const { room } = this.options;
				if (room === null || this.#soughtRoom || this.rooms.value.length === 0) return;
				this.#soughtRoom = true;
				if (!this.rooms.peek().some(({ info }) => info.peek().name === room)) {
					this.fail(`No room of yours is named ${room}: /join ${room} goes there`);
				}
			}),
			keepReading(this),
		);
		const clock = setInterval(() => (this.now.value = Date.now()), MINUTE_MS);
		this.#endings.push(() => clearInterval(clock));
	}

	#watchConnection(): (() => void) | undefined {
		const link = this.client.connection.value;
		if (link.state === "online") {
			this.offline.value = null;
			return undefined;
		}
		const words = this.client.me.peek() ? "Reconnecting… What you send goes out after" : "Connecting…";
		const timer = setTimeout(() => (this.offline.value = words), this.offline.peek() === null ? QUIET_MS : 0);
		return () => clearTimeout(timer);
	}
}
