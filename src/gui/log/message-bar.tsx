import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { copyText } from "../parts/copy-text.ts";
import { CopyIcon, EditIcon, TrashIcon } from "../parts/icons.tsx";
import { attempt } from "../view.ts";
import { deleting, editing } from "./editing.ts";

interface Props {
	client: Client;
	room: Room;
	message: Message;
	own: boolean;
}

export function MessageBar({ client, room, message, own }: Props) {
	const mayDelete = message.kind === "text" && (own || client.me.value?.role !== "member");
	return (
		<div class="message-bar" role="toolbar" aria-label="Message actions">
			<button
				class="icon-button"
				type="button"
				aria-label="Copy text"
				title="Copy text"
				onClick={() => attempt(() => copyText(message.body))}
			>
				<CopyIcon />
			</button>
			{own && (
				<button
					class="icon-button"
					type="button"
					aria-label="Edit"
					title="Edit"
					onClick={() => (editing.value = { room: room.id, seq: message.seq, text: message.body })}
				>
					<EditIcon />
				</button>
			)}
			{mayDelete && (
				<button
					class="icon-button danger"
					type="button"
					aria-label="Delete"
					title="Delete"
					onClick={() => (deleting.value = { room, message })}
				>
					<TrashIcon />
				</button>
			)}
		</div>
	);
}
