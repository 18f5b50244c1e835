import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { Composer } from "../composer/composer.tsx";
import { Typing } from "../log/typing.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { BellIcon } from "../parts/message-icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, closeDetails, showMessage } from "../view.ts";
import styles from "./thread.css" with { type: "text" };
import { useThreadFocus } from "./thread-focus.ts";
import { ThreadLog } from "./thread-log.tsx";

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
	const thread = useMemo(() => client.thread(room, root), [client, room, root]);
	const connected = client.connection.value.state === "online";
	useEffect(() => {
		if (connected) void attempt(() => client.openThread(thread));
	}, [client, thread, connected]);

	useThreadFocus(thread, pane);

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
			<ThreadLog client={client} room={room} thread={thread} />
			<Typing room={thread} />
			<Composer client={client} room={room} thread={thread} />
		</aside>
	);
}
