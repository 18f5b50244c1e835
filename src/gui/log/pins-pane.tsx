import { useComputed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { PlacedMessage } from "../../protocol/entities.ts";
import { attempt } from "../view.ts";
import { ListPane } from "./list-pane.tsx";
import { PlacedList } from "./placed-list.tsx";

/** What is pinned in a room, the latest pinned first. */
export function PinsPane({ client, room }: { client: Client; room: Room }) {
	const [items, setItems] = useState<readonly PlacedMessage[] | null>(null);
	const connected = client.connection.value.state === "online";
	// Whatever of it changes in the log that is held, the list is asked for again.
	const pinned = useComputed(() =>
		room.messages.value
			.filter((message) => message.pinned)
			.map(({ seq, rev }) => `${seq}.${rev}`)
			.join(),
	).value;
	useEffect(() => {
		if (!connected) return;
		let overtaken = false;
		void attempt(async () => {
			const list = await client.pins(room.id);
			if (!overtaken) setItems(list);
		});
		return () => {
			overtaken = true;
		};
	}, [client, room, connected, pinned]);

	const shown = items?.filter(({ message }) => !client.isGone(room.id, message.seq)) ?? [];
	async function unpin({ message }: PlacedMessage) {
		if (!(await attempt(() => client.pin(room.id, message.seq, false)))) return;
		setItems((items) => items?.filter((item) => item.message.seq !== message.seq) ?? null);
	}

	return (
		<ListPane
			name="Pinned messages"
			title="Pinned"
			about={`${room.info.value.visibility === "public" ? "# " : ""}${room.title.value}`}
			closing="Close pinned messages"
			loading={items === null}
			empty={
				shown.length === 0
					? "Nothing is pinned here yet. Pin a message from its menu, and everybody finds it here."
					: null
			}
		>
			<PlacedList
				client={client}
				items={shown}
				withRoom={false}
				remove={(item) =>
					!room.info.value.archived && (
						<button class="link" type="button" onClick={() => void unpin(item)}>
							Unpin
						</button>
					)
				}
			/>
		</ListPane>
	);
}
