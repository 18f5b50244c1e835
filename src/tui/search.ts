import { signal } from "@preact/signals-core";
import type { Client } from "../client/client.ts";
import { Disconnected } from "../client/requests.ts";
import type { Room } from "../client/room.ts";
import type { Message } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { EMPTY, type TextState } from "./editor/text-state.ts";
import type { LogModel } from "./log/log-model.ts";

const PAGE = 200;
const AGAIN_MS = 1000;

export type SearchState =
	| { state: "asking" }
	| { state: "searching"; seen: number }
	| { state: "found"; at: number }
	| { state: "nothing"; seen: number };

/** Looks for text in a room: in what is held, then further and further back, until something is found or it is stopped. */
export class Search {
	readonly #client: Client;
	readonly log: LogModel;
	readonly query = signal<TextState>(EMPTY);
	readonly state = signal<SearchState>({ state: "asking" });
	#run = 0;

	constructor(client: Client, log: LogModel) {
		this.#client = client;
		this.log = log;
	}

	type(query: TextState): void {
		if (query.text !== this.query.peek().text) {
			this.#run++;
			this.state.value = { state: "asking" };
			this.log.search.value = { query: "", found: null };
		}
		this.query.value = query;
	}

	stop(): void {
		this.#run++;
		this.log.search.value = { query: "", found: null };
	}

	get isSearching(): boolean {
		return this.state.peek().state === "searching";
	}

	/** Stops the way back; what was found stays. */
	pause(): void {
		this.#run++;
		this.state.value = { state: "asking" };
	}

	async older(): Promise<void> {
		const query = this.query.peek().text.trim();
		if (query === "") return;
		const run = ++this.#run;
		const { room } = this.log;
		let before = this.log.search.peek().found ?? Number.POSITIVE_INFINITY;
		while (run === this.#run) {
			const found = room.messages.peek().findLast((message) => message.seq < before && fits(message, query));
			if (found) return this.#found(query, found);
			before = Math.min(before, room.messages.peek()[0]?.seq ?? before);
			const seen = room.messages.peek().length;
			if (room.held.peek() && !room.hasOlder.peek()) {
				this.state.value = { state: "nothing", seen };
				return;
			}
			this.state.value = { state: "searching", seen };
			await this.#load(room);
		}
	}

	newer(): void {
		const { query, found: from } = this.log.search.peek();
		if (query === "" || from === null) return;
		const found = this.log.room.messages.peek().find((message) => message.seq > from && fits(message, query));
		if (found) this.#found(query, found);
	}

	#found(query: string, { seq, at }: Message): void {
		this.state.value = { state: "found", at };
		this.log.search.value = { query, found: seq };
		this.log.show(seq);
	}

	/** A server that is away, or that has enough of this for now, is asked again after a while. */
	async #load(room: Room): Promise<void> {
		try {
			if (room.held.peek()) await this.#client.loadOlder(room, PAGE);
			else await this.#client.open(room);
		} catch (cause) {
			const waitMs = cause instanceof ParlourError ? (cause.retryAfterMs ?? AGAIN_MS) : AGAIN_MS;
			if (!(cause instanceof ParlourError || cause instanceof Disconnected)) throw cause;
			await new Promise((resolve) => setTimeout(resolve, waitMs));
		}
	}
}

function fits({ kind, body, deleted }: Message, query: string): boolean {
	return kind === "text" && !deleted && body.toLowerCase().includes(query.toLowerCase());
}
