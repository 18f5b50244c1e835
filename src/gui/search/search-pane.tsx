import type { Client } from "../../client/client.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { CloseIcon, SearchIcon } from "../parts/icons.tsx";
import { PersonLine } from "../people/people-picker.tsx";
import { RoomSign } from "../rooms/room-item.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, closeDetails, showProfile, showRoom } from "../view.ts";
import { type SearchState, searchState, searchWish } from "./query.ts";
import styles from "./search.css" with { type: "text" };
import { SearchInput } from "./search-box.tsx";
import { SearchHelp } from "./search-help.tsx";
import { SearchHit } from "./search-hit.tsx";
import { searchMore, useSearch } from "./use-search.ts";

adoptStyles(styles);

/** What was found, beside the conversation. */
export function SearchPane({ client }: { client: Client }) {
	useSearch(client);
	const state = searchState.value;
	return (
		<aside class="pane search-pane" aria-label="Search results">
			<header class="pane-header">
				<h2>Search</h2>
				<span class="faint" role="status">
					{told(state)}
				</span>
				<button class="icon-button" type="button" aria-label="Close search" onClick={closeDetails}>
					<CloseIcon />
				</button>
			</header>
			<div class="search-box in-pane">
				<SearchIcon />
				<SearchInput eager />
			</div>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go through its hits */}
			<div class="pane-scroll search-results" aria-busy={state.busy} onKeyDown={onKey}>
				{state.error !== null && (
					<p class="form-error" role="alert">
						{state.error}
					</p>
				)}
				{state.found ? (
					<Results client={client} state={state} />
				) : (
					!state.busy && state.error === null && <SearchHelp />
				)}
			</div>
		</aside>
	);
}

function Results({ client, state }: { client: Client; state: SearchState }) {
	if (!state.found) return null;
	const { terms, people, rooms, next } = state.found;
	const items = state.found.items.filter(({ room, message }) => !client.isGone(room, message.seq));
	if (items.length + people.length + rooms.length === 0) {
		return (
			<>
				<p class="search-none">Nothing fits. Fewer words, or their beginnings, find more.</p>
				<SearchHelp />
			</>
		);
	}
	return (
		<>
			{(people.length > 0 || rooms.length > 0) && (
				<ul class="search-places">
					{rooms.map((room) => (
						<li key={`room-${room.id}`}>
							<button class="place-hit" type="button" data-hit onClick={() => attempt(() => enter(client, room))}>
								<RoomSign visibility={room.visibility} />
								<span class="option-name">
									{room.name}
									<span class="faint">{room.topic}</span>
								</span>
								{!room.joined && <span class="faint">join</span>}
							</button>
						</li>
					))}
					{people.map((person) => (
						<li key={`person-${person.id}`}>
							<button class="place-hit" type="button" data-hit onClick={() => showProfile(person.id)}>
								<PersonLine client={client} user={person} />
							</button>
						</li>
					))}
				</ul>
			)}
			<ul class="hits">
				{items.map((hit) => (
					<SearchHit key={`${hit.room}:${hit.message.seq}`} client={client} hit={hit} terms={terms} />
				))}
			</ul>
			{next !== null && (
				<button
					class="button more"
					type="button"
					data-hit
					aria-busy={state.busy}
					onClick={() => void searchMore(client)}
				>
					Show more
				</button>
			)}
		</>
	);
}

async function enter(client: Client, listed: ListedRoom): Promise<void> {
	showRoom(client.rooms.peek().get(listed.id) ?? (await client.join(listed.id)));
}

function told({ found, busy }: SearchState): string {
	if (busy) return "Searching…";
	if (!found) return "";
	const count = found.items.length;
	return `${count}${found.next === null ? "" : " or more"} ${count === 1 && found.next === null ? "message" : "messages"}`;
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	if (event.key === "Escape") {
		searchWish.value++;
		return;
	}
	if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
	const hits = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-hit]")];
	const at = hits.findIndex((hit) => hit.matches(":focus"));
	if (at < 0) return;
	event.preventDefault();
	if (event.key === "ArrowUp" && at === 0) searchWish.value++;
	else hits[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
}
