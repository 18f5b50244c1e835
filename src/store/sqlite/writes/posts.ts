import type { RoomChange, Writes } from "../../port.ts";
import { type MessageRow, SELECT_MESSAGE, toMessage } from "../rows.ts";
import { roomLog } from "./append.ts";
import { attachments } from "./attachments.ts";
import type { WriteContext } from "./context.ts";
import { naming } from "./naming.ts";
import { standing } from "./standing.ts";
import { threadLog } from "./thread-log.ts";

type PostWrites = Pick<Writes, "postMessage" | "postEvent">;

export function postWrites(context: WriteContext): PostWrites {
	const { db } = context;
	const { append, isMember } = roomLog(context);
	const { requireVoice } = standing(context);
	const threads = threadLog(context);
	const { name } = naming(context);
	const { attach } = attachments(context);
	const byNonce = db.query<MessageRow & { room: number }, [number, string]>(
		`${SELECT_MESSAGE.replace("SELECT", "SELECT m.room,")} WHERE m.author = ? AND m.nonce = ?`,
	);

	function post(input: Parameters<Writes["postMessage"]>[0]): RoomChange {
		const { room, author, body, nonce, at, thread, everyone, files = [] } = input;
		requireVoice(room, author.id, "post");
		const root = thread === undefined ? null : threads.openRootOf(room, thread);
		const inRoom = root === null || input.inRoom === true;
		const mentions = [...new Set(input.mentions)].filter((user) => isMember(room, user));
		const here = (input.here ?? []).filter((user) => isMember(room, user));
		const entry = { room, author, event: null, body, nonce, at, everyone, mentions };
		const change = append(root ? { ...entry, reply: { root: root.seq, inRoom } } : entry, (seq) =>
			attach(room, seq, author.id, files),
		);
		const { seq } = change.message;
		const others = mentions.filter((user) => user !== author.id);
		const reached = here.filter((user) => user !== author.id);
		name({ room, seq, thread: root?.seq ?? null, inRoom, at }, [...others, ...reached]);
		if (!root) return change;

		threads.countIn(room, root, { seq, at, author: author.id });
		for (const user of others) threads.follow(room, root.seq, user, seq - 1);
		if (root.author !== null && isMember(room, root.author)) {
			threads.followFirst(room, root.seq, root.author, seq - 1);
		}
		threads.follow(room, root.seq, author.id, seq);
		threads.readTo(room, root.seq, author.id, seq);
		threads.tellFollowers(room, root.seq);
		return change;
	}

	return {
		postMessage(input) {
			const earlier = input.nonce === null ? null : byNonce.get(input.author.id, input.nonce);
			if (!earlier) return { change: post(input), duplicate: false };
			const change: RoomChange = { room: earlier.room, message: toMessage(earlier), kind: { type: "posted" } };
			return { change, duplicate: true };
		},
		postEvent({ room, event, author, body, at }) {
			return append({ room, author, event, body, nonce: null, at });
		},
	};
}
