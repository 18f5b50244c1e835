import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import styles from "./moderation.css" with { type: "text" };
import { type PersonAction, personActions } from "./person-actions.tsx";
import { Refusal } from "./refusal.tsx";
import { standingText } from "./standing.ts";
import { useAct } from "./use-act.ts";

adoptStyles(styles);

interface Props {
	client: Client;
	room: Room;
	user: User;
	/** The card makes room for a dialog. */
	onClose(): void;
}

/** On a member's card: what they are in the room that is open, and for moderators what can be done about it. */
export function CardStanding({ client, room, user, onClose }: Props) {
	const { error, run } = useAct();
	if (!room.members.value?.some(({ id }) => id === user.id)) return null;
	const info = room.info.value;
	const says = standingText(info, user.id);
	const actions = personActions(client, room, user);
	if (says === null && actions.length === 0) return null;
	const act = ({ asks, run: does }: PersonAction) => {
		if (asks) onClose();
		void run(does);
	};
	return (
		<section class="card-standing" aria-label={`In #${info.name}`}>
			<p class="faint">{says === null ? `In #${info.name}` : `${says} in #${info.name}`}</p>
			{actions.map((action) => (
				<button
					key={action.says}
					class={action.danger ? "link danger" : "link"}
					type="button"
					onClick={() => act(action)}
				>
					{action.says}
				</button>
			))}
			<Refusal error={error} />
		</section>
	);
}
