import { signal } from "@preact/signals";
import type { AnswerTo } from "../../protocol/down.ts";

/** What stands in the search box, as it is typed. */
export const query = signal("");
/** Counts the wishes to type in the box that is to be seen, wherever it is. */
export const searchWish = signal(0);

export type Found = Omit<AnswerTo<"search">, "t" | "id">;

/** What was found lately stays, so that one comes back to it from a thread or a room. */
export interface SearchState {
	for: string;
	found: Found | null;
	busy: boolean;
	error: string | null;
}

const NOTHING: SearchState = { for: "", found: null, busy: false, error: null };
export const searchState = signal(NOTHING);

export function forgetSearch(): void {
	query.value = "";
	searchState.value = NOTHING;
}
