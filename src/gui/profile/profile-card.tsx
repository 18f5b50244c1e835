import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatDay, formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import { Modal } from "../dialogs/modal.tsx";
import { CardStanding } from "../moderation/card-standing.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { standing } from "../people/status.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, openSettings, showRoom } from "../view.ts";
import styles from "./profile-card.css" with { type: "text" };

adoptStyles(styles);

interface Props {
	client: Client;
	user: number;
	/** The one that is open. */
	room: Room | null;
	onClose(): void;
}

/** A person: their picture, names, status, whether they are here, and the way to write to them. */
export function ProfileCard({ client, user, room, onClose }: Props) {
	const profile = client.people.profile(user);
	const waited = useWaited(profile === undefined);
	const own = user === client.me.value?.id;
	const here = client.online.value.has(user);
	const status = standing(profile?.status, Date.now());
	if (!profile) {
		return (
			<Modal title="Profile" bare onClose={onClose}>
				<p class="profile-waiting faint">{waited ? "This profile cannot be had now." : "Loading…"}</p>
			</Modal>
		);
	}
	const shown = profile.display ?? profile.name;
	const write = () =>
		attempt(async () => {
			showRoom(await client.openDirect([profile.name]));
			onClose();
		});
	return (
		<Modal title={shown} bare size="small" onClose={onClose}>
			<div class="profile-card">
				<button class="icon-button profile-close" type="button" aria-label="Close" onClick={onClose}>
					<CloseIcon />
				</button>
				<PersonAvatar client={client} user={profile} size="large" />
				<p class="profile-name">{shown}</p>
				<p class="profile-account">
					{profile.guest ? "Guest" : `@${profile.name}`}
					<span class="profile-presence" data-online={here}>
						{here ? "Online" : "Away"}
					</span>
				</p>
				{status && (
					<p class="profile-status">
						{status.emoji} {status.text}
						{status.until !== undefined && <small>until {untilText(status.until, Date.now())}</small>}
					</p>
				)}
				{own ? (
					<button
						class="button wide"
						type="button"
						autofocus
						onClick={() => {
							onClose();
							openSettings("profile");
						}}
					>
						Edit profile
					</button>
				) : (
					!profile.guest &&
					!client.me.value?.guest && (
						<button class="button primary wide" type="button" autofocus onClick={write}>
							Message
						</button>
					)
				)}
				{room && <CardStanding client={client} room={room} user={profile} onClose={onClose} />}
			</div>
		</Modal>
	);
}

export function untilText(until: number, now: number): string {
	const day = formatDay(until, now);
	return day === "Today" ? formatTime(until) : `${day}, ${formatTime(until)}`;
}

const LONG_MS = 5000;

function useWaited(waiting: boolean): boolean {
	const [waited, setWaited] = useState(false);
	useEffect(() => {
		if (!waiting) return;
		const timer = setTimeout(() => setWaited(true), LONG_MS);
		return () => clearTimeout(timer);
	}, [waiting]);
	return waited;
}
