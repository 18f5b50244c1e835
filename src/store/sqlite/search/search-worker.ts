import type { Database } from "bun:sqlite";
import type { ListedRoom } from "../../../protocol/entities.ts";
import type { SearchPage, SearchQuery } from "../../search-query.ts";
import { openReader } from "../connection.ts";
import { createSearchReads, type SearchReads } from "./search-reads.ts";

export type SearchRequest =
	| { type: "open"; path: string }
	| { type: "search"; id: number; user: number; query: SearchQuery; limit: number }
	| { type: "rooms"; id: number; user: number; query: string; limit: number }
	| { type: "close"; id: number };
export type SearchReply =
	| { type: "page"; id: number; page: SearchPage }
	| { type: "rooms"; id: number; rooms: ListedRoom[] }
	| { type: "closed"; id: number }
	| { type: "failed"; id: number; message: string };

declare const self: { onmessage: ((event: { data: SearchRequest }) => void) | null };
declare function postMessage(reply: SearchReply): void;

let db: Database | null = null;
let reads: SearchReads | null = null;

function handle(request: Exclude<SearchRequest, { type: "open" }>): SearchReply {
	if (request.type === "close") {
		// Whoever closes the file last takes its side files away.
		db?.close();
		return { type: "closed", id: request.id };
	}
	if (!reads) throw new Error("the index is not open");
	const { id, user, limit } = request;
	if (request.type === "search") return { type: "page", id, page: reads.search(user, request.query, limit) };
	return { type: "rooms", id, rooms: reads.findRooms(user, request.query, limit) };
}

self.onmessage = ({ data }) => {
	if (data.type === "open") {
		db = openReader(data.path);
		reads = createSearchReads(db);
		return;
	}
	try {
		postMessage(handle(data));
	} catch (cause) {
		postMessage({ type: "failed", id: data.id, message: cause instanceof Error ? cause.message : String(cause) });
	}
};
