import type { ComponentChildren } from "preact";
import type { Client } from "../../client/client.ts";
import { formatDay, formatTime } from "../../client/dates.ts";
import type { PlacedMessage } from "../../protocol/entities.ts";
import { Attachments } from "../files/attachments.tsx";
import { showMessage } from "../view.ts";
import { AuthorAvatar, useAuthorName } from "./author.tsx";
import { Markdown } from "./markdown.tsx";

interface Props {
	client: Client;
	items: readonly PlacedMessage[];
	/** The room of each is told, too. */
	withRoom: boolean;
	/** What takes one off the list. */
	remove: (item: PlacedMessage) => ComponentChildren;
}

/** Messages from anywhere, each with the way to where it stands. */
export function PlacedList({ client, items, withRoom, remove }: Props) {
	return (
		<ul class="placed">
			{items.map((item) => (
				<li key={`${item.room}:${item.message.seq}`}>
					<Placed client={client} item={item} withRoom={withRoom} />
					<p class="placed-actions">
						<button class="link" type="button" onClick={() => show(item)}>
							Show in {withRoom ? "room" : "log"}
						</button>
						{remove(item)}
					</p>
				</li>
			))}
		</ul>
	);
}

function show({ room, message: { seq, thread, inRoom } }: PlacedMessage): void {
	showMessage(room, seq, inRoom ? undefined : thread);
}

function Placed({
	client,
	item: { room, message },
	withRoom,
}: {
	client: Client;
	item: PlacedMessage;
	withRoom: boolean;
}) {
	const name = useAuthorName(client, message.author);
	const where = client.rooms.value.get(room);
	return (
		<article class="placed-message" aria-label={`${name}, ${formatDay(message.at, Date.now())}`}>
			<header>
				<AuthorAvatar client={client} author={message.author} />
				<p>
					<strong>{name}</strong>
					<span class="faint">
						{withRoom && where && `${where.info.value.visibility === "public" ? "#" : ""}${where.title.value} · `}
						{formatDay(message.at, Date.now())}, {formatTime(message.at)}
					</span>
				</p>
			</header>
			{message.deleted ? (
				<p class="faint">message deleted</p>
			) : (
				<>
					<div class="body">
						<Markdown text={message.body} />
					</div>
					{message.files && <Attachments files={message.files} from={{ client, room, seq: message.seq }} />}
				</>
			)}
		</article>
	);
}
