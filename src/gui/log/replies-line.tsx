import { formatDay, formatTime } from "../../client/dates.ts";
import { placeKey } from "../../client/place-key.ts";
import { Avatar } from "../parts/avatar.tsx";
import { openThread } from "../view.ts";
import type { MessagePlace } from "./message-marks.tsx";

const FACES = 3;

/** What stands under a thread's root: who replied, how often and when last, and what of it is new to one. */
export function RepliesLine({ client, room, message }: MessagePlace) {
	const { replies, seq } = message;
	if (!replies || replies.count === 0) return null;
	const { count, lastAt, users } = replies;
	const unread = client.threadMarks.value.get(placeKey(room.id, seq))?.unread ?? 0;
	const day = formatDay(lastAt, Date.now()).replace(/^(?:Today|Yesterday)$/, (word) => word.toLowerCase());
	return (
		<button class="replies" type="button" onClick={() => openThread(room.id, seq)}>
			<span class="replies-faces">
				{users.slice(0, FACES).map((id) => {
					const profile = client.people.profile(id);
					return profile && <Avatar key={id} {...profile} size="small" />;
				})}
			</span>
			<strong>
				{count} {count === 1 ? "reply" : "replies"}
			</strong>
			{unread > 0 && <span class="replies-new">{unread} new</span>}
			<span class="replies-last">
				last {day} at {formatTime(lastAt)}
			</span>
		</button>
	);
}
