import { signal } from "@preact/signals-core";
import { placeKey } from "../../client/place-key.ts";
import type { PlacedMessage } from "../../protocol/entities.ts";
import { List } from "../list.ts";
import type { Workspace } from "../workspace.ts";
import { goTo } from "./go-to.ts";
import { placedLines } from "./placed-lines.ts";

interface MessageList {
	title: string;
	nothing: string;
	load(): Promise<readonly PlacedMessage[]>;
	/** What `x` does with one, which then leaves the list. */
	drop: { does: string; act(item: PlacedMessage): Promise<void> };
}

/** Messages of one room or of several, to go to. */
export function showMessages(workspace: Workspace, { title, nothing, load, drop }: MessageList): void {
	const { client } = workspace;
	const items = signal<readonly PlacedMessage[] | null>(null);
	const roomOf = ({ room }: PlacedMessage) => client.rooms.value.get(room);
	async function dropOne(item: PlacedMessage): Promise<void> {
		await drop.act(item);
		items.value = items.peek()?.filter((other) => other !== item) ?? null;
	}
	const list = new List<PlacedMessage>({
		title,
		hint: `↑ ↓ choose · Enter goes there · x ${drop.does} · Esc closes`,
		nothing,
		items,
		keyOf: ({ room, message }) => placeKey(room, message.seq),
		linesOf: (item, columns) => placedLines(workspace, roomOf(item), item.message, columns),
		choose: (item) => void workspace.attempt(() => goTo(workspace, roomOf(item), item.message)),
		letters: [{ letter: "x", act: (item) => void workspace.attempt(() => dropOne(item)) }],
	});
	workspace.panel.value = { kind: "list", list };
	void workspace.attempt(async () => {
		items.value = await load();
	});
}
