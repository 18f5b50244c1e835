import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { type Found, query, searchState } from "./query.ts";

const QUIET_MS = 220;

let asked = 0;

/** Searches for what stands in the box, once it has stood there for a moment. */
export function useSearch(client: Client): void {
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const stop = effect(() => {
			const wanted = query.value.trim();
			clearTimeout(timer);
			const state = searchState.peek();
			if (wanted === state.for && state.error === null) return;
			asked++;
			if (wanted === "") searchState.value = { for: "", found: null, busy: false, error: null };
			else {
				searchState.value = { ...state, busy: true, error: null };
				timer = setTimeout(() => void search(client, wanted), QUIET_MS);
			}
		});
		return () => {
			stop();
			clearTimeout(timer);
		};
	}, [client]);
	useEffect(() => {
		let online = client.connection.peek().state === "online";
		// What was deleted while there was no connection is not to be found any more.
		return effect(() => {
			const back = client.connection.value.state === "online" && !online;
			online = client.connection.value.state === "online";
			const { for: wanted } = searchState.peek();
			if (back && wanted !== "") void search(client, wanted);
		});
	}, [client]);
}

export async function searchMore(client: Client): Promise<void> {
	const state = searchState.peek();
	if (!state.found || state.found.next === null || state.busy) return;
	searchState.value = { ...state, busy: true };
	await search(client, state.for, state.found);
}

async function search(client: Client, wanted: string, before?: Found): Promise<void> {
	const mine = ++asked;
	try {
		const { terms, items, next, people, rooms } = await client.search(wanted, before?.next ?? undefined);
		if (mine !== asked) return;
		const found = before
			? { ...before, items: [...before.items, ...items], next }
			: { terms, items, next, people, rooms };
		searchState.value = { for: wanted, found, busy: false, error: null };
	} catch (cause) {
		if (mine !== asked) return;
		const error = cause instanceof Error ? cause.message : String(cause);
		searchState.value = { for: wanted, found: before ?? null, busy: false, error };
	}
}
