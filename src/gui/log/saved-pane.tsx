import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { placeKey } from "../../client/place-key.ts";
import type { PlacedMessage } from "../../protocol/entities.ts";
import { attempt } from "../view.ts";
import { ListPane } from "./list-pane.tsx";
import { PlacedList } from "./placed-list.tsx";

/** What one keeps for later, the latest saved first. Only oneself sees it. */
export function SavedPane({ client }: { client: Client }) {
	const [items, setItems] = useState<readonly PlacedMessage[] | null>(null);
	const connected = client.connection.value.state === "online";
	const saved = client.saved.value;
	const unknown = items === null || saved.size > items.length;
	useEffect(() => {
		if (!connected || !unknown) return;
		let overtaken = false;
		void attempt(async () => {
			const list = await client.loadSaved();
			if (!overtaken) setItems(list);
		});
		return () => {
			overtaken = true;
		};
	}, [client, connected, unknown]);
	const isThere = ({ room, message: { seq } }: PlacedMessage) =>
		saved.has(placeKey(room, seq)) && !client.isGone(room, seq);
	const shown = items?.filter(isThere) ?? [];

	return (
		<ListPane
			name="Saved messages"
			title="Saved"
			about="only you see these"
			closing="Close saved messages"
			loading={items === null}
			empty={
				shown.length === 0
					? "Nothing is saved yet. Save a message from its bar, and find it here when you have time."
					: null
			}
		>
			<PlacedList
				client={client}
				items={shown}
				withRoom
				remove={({ room, message }) => (
					<button class="link" type="button" onClick={() => void attempt(() => client.save(room, message.seq, false))}>
						Remove
					</button>
				)}
			/>
		</ListPane>
	);
}
