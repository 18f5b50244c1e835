import { adoptStyles } from "../styles/adopt-styles.ts";
import { Modal } from "./modal.tsx";
import styles from "./shortcuts.css" with { type: "text" };

adoptStyles(styles);

type Shortcut = readonly [keys: string, does: string];

const SHORTCUTS: readonly (readonly [part: string, shortcuts: readonly Shortcut[]])[] = [
	[
		"Anywhere",
		[
			["Ctrl K", "Jump to a room or a person"],
			["Alt I", "Inbox"],
			["Ctrl Shift F, /", "Search"],
			["Alt ↑, Alt ↓", "Room above, room below"],
			["Alt Shift ↑, ↓", "Unread room above, below"],
			["Ctrl .", "Show or hide the people"],
			["Esc", "Close what is open"],
			["?", "These shortcuts"],
		],
	],
	[
		"Writing",
		[
			["Enter", "Send the message"],
			["Shift Enter", "Break the line"],
			["↑", "Nothing typed: edit your last one"],
			["Ctrl B, Ctrl I", "Bold, italic"],
			["@ # :", "Name a person, a room, an emoji"],
			["/", "At the beginning: a command"],
		],
	],
	[
		"Reading",
		[
			["↑ ↓", "From message to message"],
			["R, E, +", "On a message: reply, edit, react"],
			["Esc", "Go to the newest message"],
		],
	],
	[
		"Inbox",
		[
			["j k, ↑ ↓", "Move"],
			["Enter", "Open"],
			["e", "Done: mark as read"],
			["u", "Mark as unread"],
		],
	],
];

export function Shortcuts({ onClose }: { onClose(): void }) {
	return (
		<Modal title="Keyboard shortcuts" size="large" onClose={onClose}>
			<div class="shortcuts">
				{SHORTCUTS.map(([part, shortcuts]) => (
					<section key={part}>
						<h3>{part}</h3>
						<dl>
							{shortcuts.map(([keys, does]) => (
								<div key={keys + does}>
									<dt>
										<kbd>{keys}</kbd>
									</dt>
									<dd>{does}</dd>
								</div>
							))}
						</dl>
					</section>
				))}
			</div>
			<p class="faint">On a Mac, ⌘ does what Ctrl does.</p>
		</Modal>
	);
}
