import type { ListedRoom } from "../../../protocol/entities.ts";
import type { SearchPage, SearchQuery } from "../../search-query.ts";
import type { SearchReply, SearchRequest } from "./search-worker.ts";

interface Waiting {
	resolve: (reply: SearchReply) => void;
	reject: (cause: Error) => void;
}

type Question = Exclude<SearchRequest, { type: "open" }>;

/** In the one-file executable a worker is found from the entry points' common root, which is src/. */
const WORKER = import.meta.url.includes("$bunfs")
	? "./store/sqlite/search/search-worker.ts"
	: new URL("./search-worker.ts", import.meta.url).href;

/** The main thread's end of a Worker that searches, begun with the first question; one that died is begun anew. */
export class SearchClient {
	readonly #path: string;
	readonly #waiting = new Map<number, Waiting>();
	#worker: Worker | null = null;
	#nextId = 1;
	#closed = false;

	constructor(path: string) {
		this.#path = path;
	}

	async search(user: number, query: SearchQuery, limit: number): Promise<SearchPage> {
		const reply = await this.#ask((id) => ({ type: "search", id, user, query, limit }));
		if (reply.type !== "page") throw new Error(`a search was answered by ${reply.type}`);
		return reply.page;
	}

	async findRooms(user: number, query: string, limit: number): Promise<ListedRoom[]> {
		const reply = await this.#ask((id) => ({ type: "rooms", id, user, query, limit }));
		if (reply.type !== "rooms") throw new Error(`a search for rooms was answered by ${reply.type}`);
		return reply.rooms;
	}

	/** Answers what is under way, then lets go of the file. */
	async close(): Promise<void> {
		if (this.#worker && !this.#closed) {
			const closed = this.#ask((id) => ({ type: "close", id })).catch(() => {});
			this.#closed = true;
			await closed;
		}
		this.#closed = true;
		this.#end("the store is closed");
	}

	#ask(question: (id: number) => Question): Promise<SearchReply> {
		if (this.#closed) return Promise.reject(new Error("the store is closed"));
		const worker = this.#worker ?? this.#start();
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			worker.postMessage(question(id));
		});
	}

	#start(): Worker {
		const worker = new Worker(WORKER);
		worker.onmessage = (event: MessageEvent<SearchReply>) => this.#receive(event.data);
		worker.onerror = (event) => this.#end(`the search worker died: ${event.message}`);
		worker.postMessage({ type: "open", path: this.#path } satisfies SearchRequest);
		this.#worker = worker;
		return worker;
	}

	#receive(reply: SearchReply): void {
		const waiting = this.#waiting.get(reply.id);
		this.#waiting.delete(reply.id);
		if (reply.type === "failed") waiting?.reject(new Error(`a search failed: ${reply.message}`));
		else waiting?.resolve(reply);
	}

	#end(why: string): void {
		this.#worker?.terminate();
		this.#worker = null;
		for (const { reject } of this.#waiting.values()) reject(new Error(why));
		this.#waiting.clear();
	}
}
