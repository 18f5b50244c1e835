import { useEffect } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { mayModerate } from "../../client/moderation.ts";
import type { Room } from "../../client/room.ts";
import { Modal } from "../dialogs/modal.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { JoiningSection } from "./joining-section.tsx";
import { MasksSection } from "./masks-section.tsx";
import styles from "./moderation.css" with { type: "text" };
import { SpeakingSection } from "./speaking-section.tsx";
import { StandingSection } from "./standing-section.tsx";

adoptStyles(styles);

/** What the moderators of a room decide. Each choice counts at once. */
export function RoomSettings({ client, room, onClose }: { client: Client; room: Room; onClose(): void }) {
	const info = room.info.value;
	const me = client.me.value;
	const may = me !== null && mayModerate(me, info);
	useEffect(() => {
		// They may have been taken from one meanwhile.
		if (!may) onClose();
	}, [may]);
	const lobby = info.lobby === true;
	return (
		<Modal title={`Settings of #${info.name}`} size="wide" onClose={onClose}>
			<div class="room-settings">
				{!lobby && <JoiningSection client={client} room={room} />}
				<SpeakingSection client={client} room={room} />
				{!lobby && <StandingSection client={client} room={room} rule="moderator" />}
				{(info.announcement || (info.speakers ?? []).length > 0) && (
					<StandingSection client={client} room={room} rule="speaker" />
				)}
				<MasksSection client={client} room={room} />
			</div>
		</Modal>
	);
}
