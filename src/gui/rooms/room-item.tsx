import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { Avatar } from "../parts/avatar.tsx";
import { LockIcon } from "../parts/icons.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { standing } from "../people/status.ts";
import { hashOf } from "../place.ts";
import { showRoom } from "../view.ts";
import { UnreadCount } from "./unread-count.tsx";

interface Props {
	client: Client;
	room: Room;
	current: boolean;
}

export function RoomItem({ room, current }: Props) {
	return (
		<RoomLink room={room} current={current} asking={room.mentions.value}>
			<RoomSign visibility={room.info.value.visibility} />
			<span class="room-name">{room.info.value.name}</span>
		</RoomLink>
	);
}

/** With everybody's face where it is one person, and whether somebody of them is here. */
export function DirectItem({ client, room, current }: Props) {
	const me = client.me.value?.id;
	const others = room.info.value.people?.filter(({ id }) => id !== me) ?? [];
	const here = useComputed(() => others.some(({ id }) => client.online.value.has(id))).value;
	const [one] = others;
	const alone = others.length === 1 ? one : undefined;
	const status = alone && standing(client.people.profile(alone.id)?.status, Date.now());
	return (
		<RoomLink room={room} current={current} asking={room.unread.value}>
			{alone ? (
				<PersonAvatar client={client} user={alone} size="small" presence />
			) : (
				<GroupAvatar client={client} room={room} others={others} online={others.length > 0 ? here : undefined} />
			)}
			<span class="room-name">
				{room.title.value}
				{status && status.emoji !== "" && (
					<span class="status-emoji" title={status.text}>
						{status.emoji}
					</span>
				)}
			</span>
		</RoomLink>
	);
}

interface GroupProps {
	client: Client;
	room: Room;
	others: readonly User[];
	online?: boolean | undefined;
}

/** One for several: the initials of the first two. */
export function GroupAvatar({ client, room, others, online }: GroupProps) {
	const firsts = others.map((user) => client.people.nameOf(user).split(/\s/)[0]).join(" ");
	return <Avatar name={room.title.value} display={firsts || room.title.value} size="small" online={online} />;
}

export function RoomSign({ visibility }: { visibility: string }) {
	return (
		<span class="room-sign" aria-hidden="true">
			{visibility === "private" ? <LockIcon /> : "#"}
		</span>
	);
}

interface LinkProps {
	room: Room;
	current: boolean;
	asking: number;
	children: ComponentChildren;
}

function RoomLink({ room, current, asking, children }: LinkProps) {
	const muted = room.notify.value === "none";
	const direct = room.info.value.visibility === "direct";
	const unread = muted ? 0 : room.unread.value;
	return (
		<li>
			<a
				class="room-link"
				href={hashOf(room.info.value)}
				aria-current={current ? "page" : undefined}
				data-unread={unread > 0}
				data-muted={muted}
				onClick={(event) => {
					event.preventDefault();
					showRoom(room);
				}}
			>
				{children}
				<UnreadCount unread={unread} asking={muted ? 0 : asking} what={direct ? "unread" : "mentions"} />
			</a>
		</li>
	);
}
