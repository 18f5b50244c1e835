import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SearchIcon } from "../parts/icons.tsx";
import { closeDetails, details } from "../view.ts";
import { query, searchWish } from "./query.ts";

/** In the header: a box where there is room, else a button that opens the pane, which then has the box. */
export function SearchBox() {
	return (
		<>
			<div class="search-box">
				<SearchIcon />
				<SearchInput />
			</div>
			<button class="icon-button search-button" type="button" aria-label="Search" title="Search" onClick={openSearch}>
				<SearchIcon />
			</button>
		</>
	);
}

/** Opens the search, with the caret in its box. */
export function openSearch(): void {
	details.value = { kind: "search" };
	searchWish.value++;
}

/** With `eager` it takes the focus when it comes. */
export function SearchInput({ eager = false }: { eager?: boolean }) {
	const box = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (eager) box.current?.focus();
	}, [eager]);
	const answered = useRef(searchWish.peek());
	useSignalEffect(() => {
		if (searchWish.value === answered.current) return;
		answered.current = searchWish.value;
		// The one of the two that is hidden cannot take it.
		box.current?.focus();
		box.current?.select();
	});
	return (
		<input
			ref={box}
			type="text"
			aria-label="Search"
			placeholder="Search"
			autocomplete="off"
			spellcheck={false}
			enterkeyhint="search"
			value={query.value}
			onClick={() => {
				if (details.peek()?.kind !== "search") details.value = { kind: "search" };
			}}
			onInput={(event) => {
				query.value = event.currentTarget.value;
				if (details.peek()?.kind !== "search") details.value = { kind: "search" };
			}}
			onKeyDown={(event) => {
				if (event.key === "ArrowDown" || event.key === "Enter") {
					event.preventDefault();
					document.querySelector<HTMLElement>(".search-results [data-hit]")?.focus();
				} else if (event.key === "Escape") {
					event.preventDefault();
					if (query.peek() === "") closeDetails();
					else query.value = "";
				}
			}}
		/>
	);
}
