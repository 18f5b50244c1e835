import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatDay, formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { Modal } from "../dialogs/modal.tsx";
import { openOverlay } from "../parts/overlay.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import styles from "./edit-history.css" with { type: "text" };
import { Markdown } from "./markdown.tsx";
import { useGone } from "./use-gone.ts";

adoptStyles(styles);

interface Props {
	client: Client;
	room: Room;
	message: Message;
}

interface Version {
	body: string;
	at: number;
}

export function showEdits(client: Client, room: Room, message: Message): void {
	openOverlay((close) => <EditHistory client={client} room={room} message={message} onClose={close} />);
}

/** What a message said before, the latest first, below what it says now. */
function EditHistory({ client, room, message, onClose }: Props & { onClose(): void }) {
	const [before, setBefore] = useState<readonly Version[] | null>(null);
	const [problem, setProblem] = useState<string | null>(null);
	useEffect(() => {
		client.edits(room.id, message.seq).then(setBefore, (cause: unknown) => {
			setProblem(cause instanceof Error ? cause.message : String(cause));
		});
	}, [client, room, message]);
	useGone({ client, room: room.id, seq: message.seq }, onClose);
	const now = { body: message.body, at: message.editedAt ?? message.at };
	return (
		<Modal title="Edit history" onClose={onClose}>
			{problem !== null ? (
				<p class="form-error">{problem}</p>
			) : before === null ? (
				<p class="faint">Loading…</p>
			) : (
				<ol class="versions">
					<Shown version={now} label="Now" />
					{before.toReversed().map((version, index) => (
						<Shown key={index} version={version} label={index === before.length - 1 ? "First" : null} />
					))}
				</ol>
			)}
		</Modal>
	);
}

function Shown({ version: { body, at }, label }: { version: Version; label: string | null }) {
	return (
		<li>
			<p class="faint">
				{label !== null && <strong>{label} · </strong>}
				<time dateTime={new Date(at).toISOString()}>
					{formatDay(at, Date.now())}, {formatTime(at)}
				</time>
			</p>
			<div class="body">
				<Markdown text={body} />
			</div>
		</li>
	);
}
