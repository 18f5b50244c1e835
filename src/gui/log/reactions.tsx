import { useId, useState } from "preact/hooks";
import type { Reaction } from "../../protocol/entities.ts";
import { ReactIcon } from "../parts/message-icons.tsx";
import type { MessagePlace } from "./message-marks.tsx";

const NAMED = 12;

const actions = () => import("./message-actions.ts");

/** Who reacted how; a press adds one's own, or takes it back. */
export function Reactions(place: MessagePlace) {
	const { reactions = [], deleted } = place.message;
	const closed = place.room.info.value.archived === true;
	if (reactions.length === 0 || deleted) return null;
	return (
		<ul class="reactions" aria-label="Reactions">
			{reactions.map((reaction) => (
				<Chip key={reaction.emoji} place={place} reaction={reaction} disabled={closed} />
			))}
			{!closed && (
				<li>
					<button
						class="reaction add"
						type="button"
						aria-label="Add reaction"
						title="Add reaction"
						onClick={({ currentTarget: chip }) =>
							void actions().then(({ pickReaction }) => pickReaction(place, chip.closest("article"), chip))
						}
					>
						<ReactIcon />
					</button>
				</li>
			)}
		</ul>
	);
}

function Chip({ place, reaction, disabled }: { place: MessagePlace; reaction: Reaction; disabled: boolean }) {
	const { emoji, users } = reaction;
	const tip = useId();
	const [told, setTold] = useState(false);
	const mine = users.includes(place.client.me.value?.id ?? 0);
	return (
		<li class="reaction-place">
			<button
				class="reaction"
				type="button"
				disabled={disabled}
				aria-pressed={mine}
				aria-label={`${emoji} ${users.length}`}
				aria-describedby={told ? tip : undefined}
				onMouseEnter={() => setTold(true)}
				onMouseLeave={() => setTold(false)}
				onFocus={() => setTold(true)}
				onBlur={() => setTold(false)}
				onClick={() => void actions().then(({ toggleReaction }) => toggleReaction(place, emoji))}
			>
				<span class="reaction-emoji">{emoji}</span> {users.length}
			</button>
			{told && (
				<span class="reaction-tip" role="tooltip" id={tip}>
					<WhoReacted place={place} users={users} /> reacted with {emoji}
				</span>
			)}
		</li>
	);
}

/** Asked for only when somebody wants to know. */
function WhoReacted({ place: { client }, users }: { place: MessagePlace; users: readonly number[] }) {
	const me = client.me.value?.id;
	const names = users.slice(0, NAMED).map((id) => (id === me ? "You" : nameOf(id)));
	function nameOf(id: number): string {
		const profile = client.people.profile(id);
		return profile ? client.people.nameOf(profile) : "…";
	}
	const more = users.length - names.length;
	const last = more > 0 ? `${more} more` : names.length > 1 ? names.pop() : undefined;
	return <>{last === undefined ? names.join() : `${names.join(", ")} and ${last}`}</>;
}
