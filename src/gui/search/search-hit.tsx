import type { Client } from "../../client/client.ts";
import { formatDay, formatFull, formatTime } from "../../client/dates.ts";
import type { PlacedMessage } from "../../protocol/entities.ts";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { RoomSign } from "../rooms/room-item.tsx";
import { showMessage } from "../view.ts";
import { around, plainText } from "./excerpt.ts";
import { MarkedText } from "./marked-text.tsx";

const MOST_CHARS = 220;

interface Props {
	client: Client;
	hit: PlacedMessage;
	terms: readonly string[];
}

/** A message that was found: where, who, when, and its words. A click leads to it, with what surrounds it. */
export function SearchHit({ client, hit: { room, message }, terms }: Props) {
	const of = client.rooms.value.get(room);
	const direct = of?.info.value.visibility === "direct";
	const thread = message.inRoom ? undefined : message.thread;
	const now = Date.now();
	const day = formatDay(message.at, now);
	return (
		<li>
			<button class="hit" type="button" data-hit={message.seq} onClick={() => showMessage(room, message.seq, thread)}>
				<span class="hit-where">
					{!direct && of && <RoomSign visibility={of.info.value.visibility} />}
					<span class="hit-room">{of?.title.value ?? "A room"}</span>
					{thread !== undefined && <span>in a thread</span>}
					<time dateTime={new Date(message.at).toISOString()} title={formatFull(message.at)}>
						{day === "Today" ? formatTime(message.at) : day}
					</time>
				</span>
				<span class="hit-who">
					{message.author && <PersonAvatar client={client} user={message.author} size="small" />}
					<strong>{message.author ? client.people.nameOf(message.author) : "Host"}</strong>
				</span>
				<span class="hit-text">
					<MarkedText text={around(plainText(message.body), terms, MOST_CHARS)} terms={terms} />
				</span>
				{message.files?.map((file) => (
					<span key={file.id} class="hit-file">
						<MarkedText text={file.name} terms={terms} />
					</span>
				))}
			</button>
		</li>
	);
}
