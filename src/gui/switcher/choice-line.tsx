import type { Client } from "../../client/client.ts";
import { InboxIcon } from "../parts/icons.tsx";
import { PersonLine } from "../people/people-picker.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { GroupAvatar, RoomSign } from "../rooms/room-item.tsx";
import { UnreadCount } from "../rooms/unread-count.tsx";
import type { Choice } from "./choices.ts";

/** One place of the switcher's list: its sign or face, its name, and what waits there. */
export function ChoiceLine({ client, choice }: { client: Client; choice: Choice }) {
	switch (choice.kind) {
		case "inbox":
			return (
				<>
					<span class="room-sign">
						<InboxIcon />
					</span>
					<span class="option-name">Inbox</span>
					<UnreadCount unread={0} asking={client.attention.value} what="waiting for you" />
				</>
			);
		case "person":
			return (
				<>
					<PersonLine client={client} user={choice.person} />
					<span class="faint">new message</span>
				</>
			);
		case "public":
			return (
				<>
					<RoomSign visibility="public" />
					<span class="option-name">
						{choice.listed.name} <span class="faint">{choice.listed.topic}</span>
					</span>
					<span class="faint">join</span>
				</>
			);
		case "room": {
			const { room } = choice;
			const { visibility, archived, people, topic } = room.info.value;
			const others = people?.filter(({ id }) => id !== client.me.value?.id) ?? [];
			const [one] = others;
			const direct = visibility === "direct";
			const unread = room.notify.value === "none" ? 0 : room.unread.value;
			return (
				<>
					{!direct && <RoomSign visibility={visibility} />}
					{direct && one && others.length === 1 && <PersonAvatar client={client} user={one} size="small" presence />}
					{direct && others.length !== 1 && <GroupAvatar client={client} room={room} others={others} />}
					<span class="option-name" data-unread={unread > 0}>
						{room.title.value} <span class="faint">{archived ? "archived" : topic}</span>
					</span>
					<UnreadCount
						unread={unread}
						asking={direct ? unread : Math.min(unread, room.mentions.value)}
						what={direct ? "unread" : "mentions"}
					/>
				</>
			);
		}
	}
}
