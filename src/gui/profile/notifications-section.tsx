import {
	askPermission,
	chooseNotify,
	NOTIFY_CHOICES,
	type NotifyChoice,
	notifyChoice,
	permission,
} from "../notify/choice.ts";

const LABELS: Record<NotifyChoice, readonly [label: string, hint: string]> = {
	asking: ["What asks for you", "Mentions, direct messages, replies in threads that you follow"],
	everything: ["Everything", "Every message of rooms that tell you of everything"],
	nothing: ["Nothing", "The counts in the list and in the title stay"],
};

export function NotificationsSection() {
	return (
		<section class="notifications" aria-label="Notifications">
			<h3>Notifications on this desktop</h3>
			<PermissionLine />
			<fieldset class="radio-list">
				<legend class="for-ears">Tell me of</legend>
				{NOTIFY_CHOICES.map((choice) => (
					<label key={choice} class="check">
						<input
							type="radio"
							name="notify"
							checked={notifyChoice.value === choice}
							onChange={() => chooseNotify(choice)}
						/>
						<span>
							{LABELS[choice][0]}
							<small>{LABELS[choice][1]}</small>
						</span>
					</label>
				))}
			</fieldset>
			<p class="faint">
				They come while this window is not in front. What each room tells you of is set under the room's name.
			</p>
		</section>
	);
}

function PermissionLine() {
	switch (permission.value) {
		case "granted":
			return <p class="allowed">This browser may show them.</p>;
		case "denied":
			return <p>The browser refuses them for this address. Allow them in its settings for this site.</p>;
		case "unable":
			return <p>This browser shows none here. Most want the address to begin with https.</p>;
		case "default":
			return (
				<p>
					<button class="button primary" type="button" onClick={() => void askPermission()}>
						Allow notifications
					</button>
				</p>
			);
	}
}
