import { useComputed } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { makeRows, type Row } from "../../client/log-rows.ts";
import type { Room } from "../../client/room.ts";
import { Composer } from "../composer/composer.tsx";
import { LogRow } from "../log/log-row.tsx";
import { stepThroughMessages } from "../log/message-keys.ts";
import { MessageRow } from "../log/message-row.tsx";
import { Typing } from "../log/typing.tsx";
import { Fallback } from "../parts/fallback.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { BellIcon } from "../parts/message-icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, closeDetails, showMessage } from "../view.ts";
import styles from "./thread.css" with { type: "text" };
import { useThreadFocus } from "./thread-focus.ts";
import { useThreadRead } from "./thread-read.ts";
import { useThreadScroll } from "./thread-scroll.ts";

adoptStyles(styles);

interface Props {
	client: Client;
	room: Room;
	/** The `seq` of the message that the thread hangs on. */
	root: number;
}

/** A thread beside its room. */
export function ThreadPane({ client, room, root }: Props) {
	const pane = useRef<HTMLElement>(null);
	const scroller = useRef<HTMLDivElement>(null);
	const thread = useMemo(() => client.thread(room, root), [client, room, root]);
	const connected = client.connection.value.state === "online";
	useEffect(() => {
		if (connected) void attempt(() => client.openThread(thread));
	}, [client, thread, connected]);

	const top = thread.rootMessage.value;
	const replies = thread.messages.value;
	const me = client.me.value?.id ?? 0;
	const outgoing = useComputed(() =>
		client.outbox.value.filter((entry) => entry.room === room.id && entry.thread === root),
	).value;
	const { newAfter, seen } = useThreadRead(client, thread, scroller);
	const rows = useMemo(
		() => withoutFirstDay(makeRows(replies, outgoing, me, newAfter, false), top?.at),
		[replies, outgoing, me, newAfter, top],
	);
	useThreadScroll(thread, scroller, rows, seen);
	useThreadFocus(client, thread, pane, scroller);
	useLayoutEffect(seen, [rows, seen]);

	const count = top?.replies?.count ?? 0;
	const following = thread.mark.value?.following ?? false;
	const { visibility } = room.info.value;
	return (
		<aside
			class="pane thread"
			aria-label="Thread"
			ref={pane}
			onKeyDown={(event) => {
				if (event.key !== "Escape" || event.defaultPrevented) return;
				event.preventDefault();
				closeDetails();
			}}
		>
			<header class="pane-header">
				<h2>Thread</h2>
				<button
					class="faint thread-room"
					type="button"
					title="Show it in the room"
					onClick={() => showMessage(room.id, root)}
				>
					{visibility === "public" ? "# " : ""}
					{room.title.value}
				</button>
				<button
					class={following ? "icon-button on" : "icon-button"}
					type="button"
					aria-label="Follow thread"
					aria-pressed={following}
					title={following ? "You are told of new replies" : "Be told of new replies"}
					onClick={() => void attempt(() => client.follow(room.id, root, !following))}
				>
					<BellIcon />
				</button>
				<button class="icon-button" type="button" aria-label="Close thread" title="Close (Esc)" onClick={closeDetails}>
					<CloseIcon />
				</button>
			</header>
			<div
				class="thread-scroll"
				role="log"
				aria-label="Replies"
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrow keys go through its messages
				tabIndex={0}
				ref={scroller}
				onScroll={seen}
				onKeyDown={stepThroughMessages}
			>
				{top && (
					<Fallback>
						<MessageRow client={client} room={room} message={top} head where="thread" />
					</Fallback>
				)}
				{top && count > 0 && (
					<p class="thread-count">
						<span>
							{count} {count === 1 ? "reply" : "replies"}
						</span>
					</p>
				)}
				{thread.held.value && thread.hasOlder.value && (
					<button
						class="link thread-older"
						type="button"
						onClick={() => void attempt(() => client.loadOlderReplies(thread))}
					>
						Show earlier replies
					</button>
				)}
				{!thread.held.value && <p class="faint thread-waiting">Loading…</p>}
				{rows.map((row) => (
					<Fallback key={row.key}>
						<LogRow row={row} client={client} room={room} where="thread" />
					</Fallback>
				))}
			</div>
			<Typing room={thread} />
			<Composer client={client} room={room} thread={thread} />
		</aside>
	);
}

/** Replies of the root's own day follow it without a divider. */
function withoutFirstDay(rows: Row[], rootAt: number | undefined): Row[] {
	const [first] = rows;
	if (first?.kind !== "day" || rootAt === undefined) return rows;
	return new Date(first.at).toDateString() === new Date(rootAt).toDateString() ? rows.slice(1) : rows;
}
