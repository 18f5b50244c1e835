import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatDay, formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { PersonAvatar } from "../people/person-avatar.tsx";
import type { Place } from "../place.ts";
import { useAuthorName } from "./author.tsx";
import { Markdown } from "./markdown.tsx";

type RoomPlace = Extract<Place, { view: "room" }>;

interface Props {
	client: Client;
	place: RoomPlace;
	hash: string;
}

/** A link to a message as what it says, for those who may read it; the others are shown the link. */
export function MessageQuote({ client, place, hash }: Props) {
	const room = roomOf(client, place);
	const [message, setMessage] = useState<Message | null | undefined>(undefined);
	const online = client.connection.value.state === "online";
	useEffect(() => {
		if (!room || place.seq === null) return setMessage(null);
		if (!online) return;
		let gone = false;
		const found = (found: Message | null) => gone || setMessage(found);
		client.messageAt(room.id, place.seq, place.thread ?? undefined).then(found, () => found(null));
		return () => {
			gone = true;
		};
	}, [client, room, place.seq, place.thread, online]);
	if (message === undefined) return <div class="quote waiting" />;
	if (message === null || message.deleted || !room || client.isGone(room.id, message.seq)) {
		return (
			<p>
				<a href={hash}>{hash}</a>
			</p>
		);
	}
	return <Card client={client} room={room} message={message} hash={hash} />;
}

function Card({ client, room, message, hash }: { client: Client; room: Room; message: Message; hash: string }) {
	const { author, at, body, files } = message;
	const name = useAuthorName(client, author);
	return (
		<blockquote class="quote">
			<p class="quote-head">
				{author && <PersonAvatar client={client} user={author} size="small" />}
				<strong>{name}</strong>
				<a href={hash}>
					{room.info.value.visibility === "direct" ? "" : "#"}
					{room.title.value}, {formatDay(at, Date.now())} {formatTime(at)}
				</a>
			</p>
			<div class="quote-body">
				{body === "" && files ? files.map(({ name }) => name).join(", ") : <Markdown text={body} />}
			</div>
		</blockquote>
	);
}

function roomOf(client: Client, { room }: RoomPlace): Room | undefined {
	if (typeof room === "number") return client.rooms.value.get(room);
	return [...client.rooms.value.values()].find(
		({ info }) => info.value.visibility !== "direct" && info.value.name === room,
	);
}
