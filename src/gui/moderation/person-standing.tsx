import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { menuKey } from "../parts/menu-keys.ts";
import { MoreIcon } from "../parts/message-icons.tsx";
import { openPopover } from "../parts/popover.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt } from "../view.ts";
import styles from "./moderation.css" with { type: "text" };
import { personActions } from "./person-actions.tsx";
import { standingText } from "./standing.ts";

adoptStyles(styles);

interface Props {
	client: Client;
	room: Room;
	user: User;
}

/** Behind a name in the list of people: what they are in the room, and for moderators what can be done about it. */
export function PersonStanding({ client, room, user }: Props) {
	const says = standingText(room.info.value, user.id);
	const mayAct = personActions(client, room, user).length > 0;
	const name = client.people.nameOf(user);
	if (says === null && !mayAct) return null;
	return (
		<span class="person-standing">
			{says && <span class="person-label">{says}</span>}
			{mayAct && (
				<button
					class="icon-button small person-more"
					type="button"
					aria-label="Moderation"
					aria-haspopup="menu"
					title={`What you can do about ${name} as a moderator`}
					onClick={({ currentTarget: button }) => {
						openPopover(
							button,
							button,
							(close) => <PersonMenu client={client} room={room} user={user} onDone={close} />,
							() => undefined,
						);
					}}
				>
					<MoreIcon />
				</button>
			)}
		</span>
	);
}

function PersonMenu({ client, room, user, onDone }: Props & { onDone(): void }) {
	const name = client.people.nameOf(user);
	return (
		<div class="popover-menu" role="menu" aria-label={`Moderate ${name}`} tabIndex={-1} onKeyDown={menuKey}>
			{personActions(client, room, user).map(({ says, danger, run }) => (
				<button
					key={says}
					class={danger ? "popover-item danger" : "popover-item"}
					type="button"
					role="menuitem"
					tabIndex={-1}
					onClick={() => {
						onDone();
						void attempt(run);
					}}
				>
					{says}
				</button>
			))}
		</div>
	);
}
