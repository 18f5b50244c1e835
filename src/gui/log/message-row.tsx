import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatFull, formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { lazy } from "../parts/lazy.tsx";
import { Author, AuthorAvatar, useAuthorName } from "./author.tsx";
import { editing, type Where } from "./editing.ts";
import { MessageBody } from "./message-body.tsx";
import { onMessageKey } from "./message-keys.ts";
import { MessageMarks } from "./message-marks.tsx";
import { Reactions } from "./reactions.tsx";
import { RepliesLine } from "./replies-line.tsx";

interface Props {
	client: Client;
	room: Room;
	message: Message;
	head: boolean;
	where?: Where;
}

const MessageBar = lazy(() => import("./message-bar.tsx").then((module) => module.MessageBar), null, { plain: true });
const MessageEditor = lazy(() => import("./message-editor.tsx").then((module) => module.MessageEditor));

export const MessageRow = memo(function MessageRow({ client, room, message, head, where = "room" }: Props) {
	const [pointed, setPointed] = useState(false);
	const [focused, setFocused] = useState(false);
	/** A menu of the bar is open. */
	const [held, setHeld] = useState(false);
	const name = useAuthorName(client, message.author);
	const me = client.me.value?.id ?? 0;
	const own = message.author?.id === me;
	const at = own ? editing.value : null;
	const edited = at?.room === room.id && at.seq === message.seq && at.where === where;
	const namesMe = !message.deleted && (message.mentions?.includes(me) || (message.everyone && !own));
	const active = pointed || focused || held;
	const place = { client, room, message, where };
	return (
		<article
			class="message"
			data-head={head}
			data-seq={message.seq}
			data-names-me={namesMe ? "" : undefined}
			tabIndex={-1}
			aria-label={`${name}, ${formatFull(message.at)}`}
			onMouseEnter={() => setPointed(true)}
			onMouseLeave={() => setPointed(false)}
			onFocusIn={() => setFocused(true)}
			onFocusOut={(event) => {
				const into = event.relatedTarget;
				if (!(into instanceof Node && event.currentTarget.contains(into))) setFocused(false);
			}}
			onKeyDown={(event) => onMessageKey(event, place, own)}
		>
			{head ? (
				<>
					<AuthorAvatar client={client} author={message.author} />
					<header>
						<Author client={client} author={message.author} reachable={active} />{" "}
						<time dateTime={new Date(message.at).toISOString()}>{formatTime(message.at)}</time>
					</header>
				</>
			) : (
				<time class="side-time" aria-hidden="true">
					{formatTime(message.at)}
				</time>
			)}
			<MessageMarks {...place} />
			{edited ? (
				<MessageEditor {...place} />
			) : message.deleted ? (
				<div class="body">
					<p class="faint">message deleted</p>
				</div>
			) : (
				<MessageBody client={client} room={room} message={message} />
			)}
			{message.reactions && <Reactions {...place} />}
			{message.replies && where === "room" && <RepliesLine {...place} />}
			{active && !edited && !message.deleted && <MessageBar {...place} own={own} onHold={setHeld} />}
		</article>
	);
});
