import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatDay } from "../../client/dates.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { showRoom } from "../view.ts";
import { Modal } from "./modal.tsx";

export function BrowseRooms({ client, onClose }: { client: Client; onClose(): void }) {
	const [rooms, setRooms] = useState<ListedRoom[] | null>(null);
	const [filter, setFilter] = useState("");
	const [error, setError] = useState<string | null>(null);
	const fail = (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause));

	useEffect(() => {
		client.directory().then(setRooms, fail);
	}, [client]);

	async function enter(listed: ListedRoom) {
		try {
			showRoom(client.rooms.peek().get(listed.id) ?? (await client.join(listed.id)));
			onClose();
		} catch (cause) {
			fail(cause);
		}
	}

	const wanted = filter.trim().toLowerCase();
	const shown = rooms?.filter(({ name, topic }) => `${name} ${topic}`.toLowerCase().includes(wanted));
	return (
		<Modal title="Browse rooms" onClose={onClose}>
			<input
				class="filter"
				type="text"
				aria-label="Find a room"
				placeholder="Find a room"
				value={filter}
				onInput={(event) => setFilter(event.currentTarget.value)}
			/>
			{error !== null && (
				<p class="form-error" role="alert">
					{error}
				</p>
			)}
			<ul class="directory">
				{shown?.map((room) => (
					<li key={room.id}>
						<div>
							<strong># {room.name}</strong>
							<small>
								{room.members} {room.members === 1 ? "person" : "people"} · {formatDay(room.lastAt, Date.now())}
								{room.topic && ` · ${room.topic}`}
							</small>
						</div>
						<button
							class={room.joined ? "button" : "button primary"}
							type="button"
							aria-label={`${room.joined ? "Open" : "Join"} ${room.name}`}
							onClick={() => void enter(room)}
						>
							{room.joined ? "Open" : "Join"}
						</button>
					</li>
				))}
				{rooms === null && error === null && <li class="faint">Loading…</li>}
				{shown?.length === 0 && <li class="faint">No room of that name. You can make one.</li>}
			</ul>
		</Modal>
	);
}
