import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { deleting } from "../log/editing.ts";
import { dialog } from "../view.ts";
import { BrowseRooms } from "./browse-rooms.tsx";
import { CreateRoom } from "./create-room.tsx";
import { DeleteMessage } from "./delete-message.tsx";
import { InvitePeople, LeaveRoom, SetTopic } from "./room-dialogs.tsx";
import { Settings } from "./settings.tsx";
import { Shortcuts } from "./shortcuts-list.tsx";

function close() {
	dialog.value = null;
}

/** The one that is open, if any. */
export function Dialogs({ client, room }: { client: Client; room: Room | null }) {
	if (deleting.value) return <DeleteMessage client={client} {...deleting.value} />;
	switch (dialog.value) {
		case "create":
			return <CreateRoom client={client} onClose={close} />;
		case "browse":
			return <BrowseRooms client={client} onClose={close} />;
		case "settings":
			return <Settings client={client} onClose={close} />;
		case "shortcuts":
			return <Shortcuts onClose={close} />;
	}
	if (!room) return null;
	switch (dialog.value) {
		case "topic":
			return <SetTopic client={client} room={room} onClose={close} />;
		case "invite":
			return <InvitePeople client={client} room={room} onClose={close} />;
		case "leave":
			return <LeaveRoom client={client} room={room} onClose={close} />;
	}
	return null;
}
