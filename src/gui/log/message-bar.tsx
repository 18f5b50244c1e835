import { useLayoutEffect, useRef } from "preact/hooks";
import { EditIcon } from "../parts/icons.tsx";
import { BookmarkIcon, MoreIcon, ReactIcon, ReplyIcon } from "../parts/message-icons.tsx";
import { openPopover } from "../parts/popover.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { edit, isSaved, pickReaction, reply, toggleSaved } from "./message-actions.ts";
import styles from "./message-bar.css" with { type: "text" };
import type { MessagePlace } from "./message-marks.tsx";
import { MessageMenu } from "./message-menu.tsx";

adoptStyles(styles);

interface Props extends MessagePlace {
	own: boolean;
	/** A menu is open, and what it belongs to should stay in sight. */
	onHold(held: boolean): void;
}

/** What is done most with a message, and a menu of the rest. */
export function MessageBar({ own, onHold, ...place }: Props) {
	const closed = place.room.info.value.archived === true;
	const { kind } = place.message;
	const saved = isSaved(place);
	function openMenu(button: HTMLElement) {
		const article = button.closest<HTMLElement>("article");
		if (!article) return;
		onHold(true);
		openPopover(
			button,
			article,
			(close) => <MessageMenu {...place} own={own} onDone={close} />,
			() => onHold(false),
		);
	}
	const bar = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => keepInSight(bar.current), []);
	return (
		<div class="message-bar" role="toolbar" aria-label="Message actions" ref={bar}>
			{!closed && (
				<>
					<button
						class="icon-button"
						type="button"
						aria-label="Add reaction"
						title="Add reaction (+)"
						onClick={({ currentTarget: button }) => pickReaction(place, button.closest("article"), button)}
					>
						<ReactIcon />
					</button>
					{kind === "text" && place.where === "room" && (
						<button
							class="icon-button"
							type="button"
							aria-label="Reply in thread"
							title="Reply in thread (R)"
							onClick={() => reply(place)}
						>
							<ReplyIcon />
						</button>
					)}
				</>
			)}
			{own && !closed ? (
				<button class="icon-button" type="button" aria-label="Edit" title="Edit (E)" onClick={() => edit(place)}>
					<EditIcon />
				</button>
			) : (
				<button
					class={saved ? "icon-button on" : "icon-button"}
					type="button"
					aria-label={saved ? "Remove from saved" : "Save for later"}
					title={saved ? "Remove from saved" : "Save for later"}
					onClick={() => toggleSaved(place)}
				>
					<BookmarkIcon />
				</button>
			)}
			<button
				class="icon-button"
				type="button"
				aria-label="More actions"
				aria-haspopup="menu"
				title="More actions"
				onClick={({ currentTarget }) => openMenu(currentTarget)}
			>
				<MoreIcon />
			</button>
		</div>
	);
}

const EDGE_PX = 4;

/** Where the message begins above the edge of what scrolls, the bar stands below that, as far as it hides nothing that is pressed. */
function keepInSight(bar: HTMLElement | null): void {
	const frame = bar?.closest("[role=log]")?.getBoundingClientRect();
	if (!bar || !frame) return;
	const hidden = frame.top + EDGE_PX - bar.getBoundingClientRect().top;
	if (hidden <= 0) return;
	const foot = bar.parentElement?.querySelector<HTMLElement>(":scope > .reactions, :scope > .replies");
	const lowest = foot ? Math.max(bar.offsetTop, foot.offsetTop - bar.offsetHeight) : Number.POSITIVE_INFINITY;
	bar.style.top = `${Math.min(bar.offsetTop + hidden, lowest)}px`;
}
