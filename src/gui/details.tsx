import type { Client } from "../client/client.ts";
import type { Room } from "../client/room.ts";
import { lazy, QuietLoading } from "./parts/lazy.tsx";
import { PeoplePane } from "./people/people-pane.tsx";
import { details } from "./view.ts";

const ThreadPane = lazy(() => import("./thread/thread-pane.tsx").then((module) => module.ThreadPane), QuietLoading);
const PinsPane = lazy(() => import("./log/pins-pane.tsx").then((module) => module.PinsPane), QuietLoading);
const SavedPane = lazy(() => import("./log/saved-pane.tsx").then((module) => module.SavedPane), QuietLoading);
const SearchPane = lazy(() => import("./search/search-pane.tsx").then((module) => module.SearchPane), QuietLoading);

/** Whether something stands beside the conversation; in the inbox there is no room to show the people or the pins of. */
export function hasDetails(room: Room | null): boolean {
	const kind = details.value?.kind;
	return kind !== undefined && (room !== null || (kind !== "people" && kind !== "pins"));
}

/** The column beside the conversation; on narrow screens it lies above. */
export function DetailsColumn({ client, room }: { client: Client; room: Room | null }) {
	const shown = details.value;
	switch (shown?.kind) {
		case "thread": {
			const of = client.rooms.value.get(shown.room);
			return of ? <ThreadPane key={`${of.id}:${shown.root}`} client={client} room={of} root={shown.root} /> : null;
		}
		case "search":
			return <SearchPane client={client} />;
		case "saved":
			return <SavedPane client={client} />;
	}
	if (!room) return null;
	switch (shown?.kind) {
		case "people":
			return <PeoplePane client={client} room={room} />;
		case "pins":
			return <PinsPane key={room.id} client={client} room={room} />;
	}
	return null;
}
