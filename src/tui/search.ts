import { computed, signal } from "@preact/signals-core";
import { placeKey } from "../client/place-key.ts";
import type { ListedRoom, PlacedMessage, Profile } from "../protocol/entities.ts";
import { EMPTY, type TextState } from "./editor/text-state.ts";
import { List } from "./list.ts";
import { goTo } from "./lists/go-to.ts";
import { hitLines } from "./lists/hit-lines.ts";
import type { Workspace } from "./workspace.ts";

export type Hit =
	| { kind: "message"; placed: PlacedMessage }
	| { kind: "person"; person: Profile }
	| { kind: "room"; room: ListedRoom };

export type SearchState = "asking" | "searching" | "found" | "failed";

/** Looks for messages, people and rooms by the server's index; what was found stays until something else is asked for. */
export class Search {
	readonly #workspace: Workspace;
	readonly query = signal<TextState>(EMPTY);
	readonly state = signal<SearchState>("asking");
	readonly terms = signal<readonly string[]>([]);
	readonly #others = signal<readonly Hit[]>([]);
	readonly #messages = signal<readonly PlacedMessage[]>([]);
	readonly list: List<Hit>;
	/** A list that came back: what is typed first begins anew. */
	startsAnew = false;
	#next: number | null = null;
	#asked = "";
	#run = 0;

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
		this.list = new List<Hit>({
			title: "",
			hint: "↑ ↓ choose · Enter goes there · Esc closes",
			nothing: "",
			items: computed(() => [
				...this.#others.value,
				...this.#messages.value.map((placed): Hit => ({ kind: "message", placed })),
			]),
			keyOf,
			linesOf: (hit, columns) => hitLines(workspace, hit, columns, this.terms.value),
			choose: (hit) => void workspace.attempt(() => this.#go(hit)),
			reachedEnd: () => void workspace.attempt(() => this.#more()),
		});
	}

	type(query: TextState): void {
		if (query.text.trim() !== this.#asked) {
			this.#run++;
			this.state.value = "asking";
		}
		this.query.value = query;
	}

	/** Enter: asks, or goes to what is chosen of the answer. */
	async enter(): Promise<void> {
		const query = this.query.peek().text.trim();
		if (query === "" || this.state.peek() === "searching") return;
		if (this.state.peek() === "found") return void this.list.choose();
		const run = ++this.#run;
		this.#asked = query;
		this.state.value = "searching";
		try {
			const found = await this.#workspace.client.search(query);
			if (run !== this.#run) return;
			this.#next = found.next;
			this.terms.value = found.terms;
			this.#messages.value = found.items;
			this.#others.value = [
				...found.people.map((person): Hit => ({ kind: "person", person })),
				...found.rooms.map((room): Hit => ({ kind: "room", room })),
			];
			this.list.reset();
			if (found.items.length > 0) this.list.goTo(this.#others.peek().length);
			this.state.value = "found";
			// A page may be empty and yet not the last.
			if (found.items.length === 0) await this.#more();
		} catch (cause) {
			if (run === this.#run) this.state.value = "failed";
			throw cause;
		}
	}

	async #more(): Promise<void> {
		const run = this.#run;
		while (this.#next !== null && run === this.#run && this.state.peek() === "found") {
			const next = this.#next;
			this.#next = null;
			const found = await this.#workspace.client.search(this.#asked, next).catch((cause: unknown) => {
				// Asked for again when the end is reached once more.
				if (run === this.#run) this.#next = next;
				throw cause;
			});
			if (run !== this.#run) return;
			this.#next = found.next;
			this.#messages.value = [...this.#messages.peek(), ...found.items];
			if (found.items.length > 0) return;
		}
	}

	async #go(hit: Hit): Promise<void> {
		const { client } = this.#workspace;
		if (hit.kind === "message") {
			const { room, message } = hit.placed;
			return goTo(this.#workspace, client.rooms.peek().get(room), message, this.terms.peek());
		}
		const room =
			hit.kind === "person"
				? await client.openDirect([hit.person.name])
				: (client.rooms.peek().get(hit.room.id) ?? (await client.join(hit.room.id)));
		this.#workspace.show(room);
	}
}

function keyOf(hit: Hit): string {
	if (hit.kind === "message") return placeKey(hit.placed.room, hit.placed.message.seq);
	return hit.kind === "person" ? `person ${hit.person.id}` : `room ${hit.room.id}`;
}
