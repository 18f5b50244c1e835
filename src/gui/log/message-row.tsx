import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatFull, formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { Avatar } from "../parts/avatar.tsx";
import { editing } from "./editing.ts";
import { Markdown } from "./markdown.tsx";
import { MessageBar } from "./message-bar.tsx";
import { MessageEditor } from "./message-editor.tsx";

interface Props {
	client: Client;
	room: Room;
	message: Message;
	head: boolean;
}

export const MessageRow = memo(function MessageRow({ client, room, message, head }: Props) {
	const [active, setActive] = useState(false);
	const name = message.author?.name ?? "Host";
	const own = message.author !== null && message.author.id === client.me.value?.id;
	const edited = own && editing.value?.room === room.id && editing.value.seq === message.seq;
	return (
		<article
			class="message"
			data-head={head}
			data-seq={message.seq}
			tabIndex={-1}
			aria-label={`${name}, ${formatFull(message.at)}`}
			onMouseEnter={() => setActive(true)}
			onMouseLeave={() => setActive(false)}
			onFocusIn={() => setActive(true)}
			onFocusOut={(event) => {
				const into = event.relatedTarget;
				if (!(into instanceof Node && event.currentTarget.contains(into))) setActive(false);
			}}
		>
			{head ? (
				<>
					<Avatar name={name} />
					<header>
						<strong>{name}</strong> <time dateTime={new Date(message.at).toISOString()}>{formatTime(message.at)}</time>
					</header>
				</>
			) : (
				<time class="side-time" aria-hidden="true">
					{formatTime(message.at)}
				</time>
			)}
			{edited ? (
				<MessageEditor client={client} room={room} message={message} />
			) : (
				<div class="body">
					{message.deleted ? (
						<p class="faint">message deleted</p>
					) : (
						<>
							<Markdown text={message.body} />
							{message.editedAt !== undefined && (
								<small class="edited" title={formatFull(message.editedAt)}>
									(edited)
								</small>
							)}
						</>
					)}
				</div>
			)}
			{active && !edited && !message.deleted && <MessageBar client={client} room={room} message={message} own={own} />}
		</article>
	);
});
