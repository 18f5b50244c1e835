import type { Client } from "../../client/client.ts";
import { LogOutIcon, SettingsIcon } from "../parts/icons.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { standing } from "../people/status.ts";
import { logOut } from "../session.ts";
import { attempt, openSettings } from "../view.ts";

const UNDER_NAME = { owner: "Owner", admin: "Admin", member: "Set a status", guest: "Guest" };

/** Oneself at the foot of the rooms: one's status, settings, the way out. */
export function MeFoot({ client }: { client: Client }) {
	const me = client.me.value;
	if (!me) return null;
	const status = standing(client.people.profile(me.id)?.status, Date.now());
	return (
		<footer class="me">
			<button class="me-button" type="button" title="Profile and status" onClick={() => openSettings("profile")}>
				<PersonAvatar client={client} user={me} presence />
				<span class="me-name">
					<strong>{client.people.nameOf(me)}</strong>
					{status ? (
						<small>
							{status.emoji} {status.text}
						</small>
					) : (
						<small>{UNDER_NAME[me.role]}</small>
					)}
				</span>
			</button>
			<button
				class="icon-button"
				type="button"
				aria-label="Settings"
				title="Settings"
				onClick={() => openSettings("appearance")}
			>
				<SettingsIcon />
			</button>
			<button class="icon-button" type="button" aria-label="Log out" title="Log out" onClick={() => attempt(logOut)}>
				<LogOutIcon />
			</button>
		</footer>
	);
}
