import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { RuleSwitch } from "./rule-switch.tsx";

/** What members may do. */
export function SpeakingSection({ client, room }: { client: Client; room: Room }) {
	const { announcement, lockedTopic } = room.info.value;
	return (
		<section aria-label="Talking">
			<h3>Talking</h3>
			<RuleSwitch
				client={client}
				room={room}
				rule="announcement"
				on={announcement === true}
				label="Announcements only"
				hint="Moderators post, and whom they allow to. Everybody can read and react"
			/>
			<RuleSwitch
				client={client}
				room={room}
				rule="locked-topic"
				on={lockedTopic === true}
				label="Only moderators change the topic"
				hint="Else every member may"
			/>
		</section>
	);
}
