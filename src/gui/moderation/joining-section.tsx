import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { RuleSwitch } from "./rule-switch.tsx";
import { RuleWord } from "./rule-word.tsx";

/** Who may come in. */
export function JoiningSection({ client, room }: { client: Client; room: Room }) {
	const { visibility, keyed, maxMembers } = room.info.value;
	return (
		<section aria-label="Joining">
			<h3>Joining</h3>
			<RuleSwitch
				client={client}
				room={room}
				rule="private"
				on={visibility === "private"}
				label="Private"
				hint="Only those whom its members bring in can see it"
			/>
			<RuleWord
				label="Key"
				hint={keyed ? "Joining takes the key. A new one takes its place." : "A word that one has to know to join"}
				action={keyed ? "Change key" : "Set key"}
				placeholder={keyed ? "A key is set" : "None"}
				onSet={(value) => client.setRule(room.id, { rule: "key", on: true, value })}
				onTakeAway={keyed ? () => client.setRule(room.id, { rule: "key", on: false }) : undefined}
			/>
			<RuleWord
				label="Most members"
				hint="Who is here already stays, and moderators may bring in more"
				action="Set limit"
				placeholder={maxMembers === undefined ? "No limit" : String(maxMembers)}
				number
				onSet={(value) => client.setRule(room.id, { rule: "limit", on: true, value })}
				onTakeAway={maxMembers === undefined ? undefined : () => client.setRule(room.id, { rule: "limit", on: false })}
			/>
		</section>
	);
}
