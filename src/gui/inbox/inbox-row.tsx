import type { Client } from "../../client/client.ts";
import { formatDay, formatFull, formatTime } from "../../client/dates.ts";
import type { Message } from "../../protocol/entities.ts";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { RoomSign } from "../rooms/room-item.tsx";
import { around, plainText } from "../search/excerpt.ts";
import { CheckIcon, ThreadIcon, UnreadIcon } from "./inbox-icons.tsx";
import type { InboxItem } from "./items.ts";

const MOST_CHARS = 160;

interface Props {
	client: Client;
	item: InboxItem;
	onOpen(): void;
	onTurn(): void;
}

/** One thing that waits, or waited: where, who, what, when. */
export function InboxRow({ client, item, onOpen, onTurn }: Props) {
	const waiting = item.unread > 0;
	const at = wordsOf(item)?.at ?? item.at;
	const day = formatDay(at, Date.now());
	const turn = waiting ? "Done" : "Mark as unread";
	return (
		<li class="inbox-row" data-unread={waiting}>
			<button class="inbox-open" type="button" data-row={item.key} onClick={onOpen}>
				<Face client={client} item={item} />
				<span class="inbox-where">
					<Where client={client} item={item} />
				</span>
				<span class="inbox-when">
					<time dateTime={new Date(at).toISOString()} title={formatFull(at)}>
						{day === "Today" ? formatTime(at) : day}
					</time>
					{waiting && item.kind !== "mention" && (
						<span class={asks(item) ? "badge" : "count"}>
							{item.kind === "room" && item.named > 0 && "+"}
							{item.unread}
							<span class="for-ears"> unread</span>
						</span>
					)}
				</span>
				{item.kind === "thread" && item.last && (
					<span class="inbox-root">{around(plainText(item.root.body), [], MOST_CHARS)}</span>
				)}
				<span class="inbox-text">
					<What client={client} item={item} />
				</span>
			</button>
			<button
				class="icon-button inbox-turn"
				type="button"
				tabIndex={-1}
				aria-label={turn}
				title={`${turn} (${waiting ? "e" : "u"})`}
				onClick={onTurn}
			>
				{waiting ? <CheckIcon /> : <UnreadIcon />}
			</button>
		</li>
	);
}

function asks(item: InboxItem): boolean {
	return item.kind === "thread" || item.room.info.value.visibility === "direct";
}

/** Of the one whose words are shown; of a room, its sign. */
function Face({ client, item }: { client: Client; item: InboxItem }) {
	const author = wordsOf(item)?.author ?? soleOther(client, item);
	if (author) return <PersonAvatar client={client} user={author} />;
	return (
		<span class="inbox-sign">
			<RoomSign visibility={item.room.info.value.visibility} />
		</span>
	);
}

function Where({ client, item }: { client: Client; item: InboxItem }) {
	const { info, title } = item.room;
	const direct = info.value.visibility === "direct";
	const room = (
		<span class="inbox-room">
			{!direct && <RoomSign visibility={info.value.visibility} />}
			{title.value}
		</span>
	);
	const words = wordsOf(item);
	const author = words?.author ? client.people.nameOf(words.author) : null;
	switch (item.kind) {
		case "thread":
			return (
				<>
					<strong>{author ?? "Thread"}</strong>
					<span>
						<ThreadIcon /> {item.mark.mentions > 0 && item.unread > 0 ? "named you in a thread in" : "replied in"}
					</span>
					{room}
				</>
			);
		case "mention":
			return (
				<>
					<strong>{author ?? "Host"}</strong>
					<span>{item.message.everyone ? "named everybody in" : "named you in"}</span>
					{room}
				</>
			);
		case "room":
			return direct ? <strong>{title.value}</strong> : <strong>{room}</strong>;
	}
}

function What({ client, item }: { client: Client; item: InboxItem }) {
	const words = wordsOf(item);
	if (item.kind === "room" && !words) return <>{item.unread > 0 ? `${item.unread} unread` : "Read"}</>;
	const text = words ? textOf(words) : "";
	const said = item.kind === "room" && !soleOther(client, item);
	const name = said && words?.author ? `${client.people.nameOf(words.author)}: ` : "";
	return (
		<>
			{name}
			{text}
		</>
	);
}

/** The message that is shown of it. */
function wordsOf(item: InboxItem): Message | undefined {
	if (item.kind === "mention") return item.message;
	if (item.kind === "thread") return item.last ?? item.root;
	return item.room.messages.value.findLast(
		({ kind, deleted, seq }) => kind === "text" && !deleted && !item.shown.has(seq),
	);
}

function textOf({ body, files, deleted }: Message): string {
	if (deleted) return "message deleted";
	const text = plainText(body);
	return text === "" ? (files ?? []).map(({ name }) => name).join(", ") : around(text, [], MOST_CHARS);
}

function soleOther(client: Client, { room }: InboxItem) {
	const others = room.info.value.people?.filter(({ id }) => id !== client.me.value?.id) ?? [];
	return others.length === 1 ? others[0] : undefined;
}
