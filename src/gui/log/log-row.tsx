import type { Client } from "../../client/client.ts";
import { formatDay } from "../../client/dates.ts";
import type { Row } from "../../client/log-rows.ts";
import type { Room } from "../../client/room.ts";
import { systemText } from "../../client/system-text.ts";
import type { Where } from "./editing.ts";
import { MessageRow } from "./message-row.tsx";
import { OutgoingRow } from "./outgoing-row.tsx";
import { RoomStart } from "./room-start.tsx";

interface Props {
	row: Row;
	client: Client;
	room: Room;
	firstHere?: boolean;
	where?: Where;
}

/** One row of a room's log, or of a thread. */
export function LogRow({ row, client, room, firstHere = false, where = "room" }: Props) {
	switch (row.kind) {
		case "start":
			return <RoomStart client={client} room={room} firstHere={firstHere} />;
		case "day":
			return <Divider says={formatDay(row.at, Date.now())} />;
		case "new":
			return <Divider says="New" kind="new" />;
		case "system":
			return <p class="system">{systemText(row.messages)}</p>;
		case "outgoing":
			return <OutgoingRow client={client} entry={row.entry} head={row.head} />;
		case "message":
			return <MessageRow client={client} room={room} message={row.message} head={row.head} where={where} />;
	}
}

export function Divider({ says, kind = "" }: { says: string; kind?: "new" | "" }) {
	return (
		<div class={`divider ${kind}`}>
			<span>{says}</span>
		</div>
	);
}
