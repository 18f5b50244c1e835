interface Props {
	unread: number;
	/** How much of it asks for oneself: it fills the badge. */
	asking: number;
	/** What asks, for ears. */
	what?: string;
}

/** What is unread of a room or a thread; a filled badge where it asks for oneself. */
export function UnreadCount({ unread, asking, what = "mentions" }: Props) {
	if (asking > 0) {
		return (
			<span class="badge">
				{short(asking)}
				<span class="for-ears"> {what}</span>
			</span>
		);
	}
	if (unread === 0) return null;
	return (
		<span class="count">
			{short(unread)}
			<span class="for-ears"> unread</span>
		</span>
	);
}

function short(count: number): string {
	return count >= 1000 ? "999+" : String(count);
}
