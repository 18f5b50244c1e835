import { useEffect, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { mayModerate } from "../../client/moderation.ts";
import type { Room } from "../../client/room.ts";
import type { Notify } from "../../protocol/entities.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, type DialogName, dialog, showProfile, toggleDetails } from "../view.ts";
import styles from "./room-menu.css" with { type: "text" };

adoptStyles(styles);

const LEVELS: readonly (readonly [level: Notify, label: string])[] = [
	["all", "Everything"],
	["mentions", "Mentions of you"],
	["none", "Nothing"],
];

/** What one may do with the room, below its name. Who may not rename or archive it is not shown how. */
export function RoomMenu({ client, room, onClose }: { client: Client; room: Room; onClose(): void }) {
	const menu = useRef<HTMLDivElement>(null);
	const { visibility, lobby, archived, lockedTopic, people } = room.info.value;
	const me = client.me.value;
	const direct = visibility === "direct";
	const mayManage = me !== null && mayModerate(me, room.info.value);
	const others = people?.filter(({ id }) => id !== me?.id) ?? [];
	useEffect(() => {
		const before = document.activeElement;
		itemsOf(menu.current)[0]?.focus();
		return () => {
			const lost = document.activeElement === document.body || menu.current?.contains(document.activeElement);
			if (lost && before instanceof HTMLElement) before.focus();
		};
	}, []);

	function act(run: () => void) {
		onClose();
		run();
	}
	const opens = (name: DialogName) => () => act(() => (dialog.value = name));
	return (
		<div
			class="menu room-menu card"
			role="menu"
			tabIndex={-1}
			aria-label="Room"
			ref={menu}
			onKeyDown={(event) => onMenuKey(event, onClose)}
			onFocusOut={(event) => {
				const to = event.relatedTarget;
				// A press on the name, which opened it, closes it by itself.
				const inside = to instanceof Element && (to === event.currentTarget || event.currentTarget.contains(to));
				if (!inside && !(to instanceof Element && to.matches(".room-name-button"))) onClose();
			}}
		>
			{direct && others.length === 1 && (
				<Item onPick={() => act(() => others[0] && showProfile(others[0].id))}>Profile</Item>
			)}
			{!direct && !archived && (mayManage || !lockedTopic) && <Item onPick={opens("topic")}>Change topic</Item>}
			{!direct && !archived && !lobby && <Item onPick={opens("invite")}>Invite people</Item>}
			{mayManage && !archived && !lobby && <Item onPick={opens("rename")}>Rename room</Item>}
			{mayManage && !archived && <Item onPick={opens("rules")}>Room settings</Item>}
			<Item onPick={() => act(() => toggleDetails("pins"))}>Pinned messages</Item>
			<fieldset>
				<legend>Tell me of</legend>
				{LEVELS.map(([level, label]) => (
					<button
						key={level}
						type="button"
						role="menuitemradio"
						tabIndex={-1}
						aria-checked={room.notify.value === level}
						onClick={() => act(() => void attempt(() => client.setNotify(room.id, level)))}
					>
						{label}
					</button>
				))}
			</fieldset>
			{mayManage && !lobby && (
				<Item
					onPick={archived ? () => act(() => void attempt(() => client.archive(room.id, false))) : opens("archive")}
				>
					{archived ? "Bring back from the archive" : "Archive room"}
				</Item>
			)}
			{!direct && !lobby && (
				<Item danger onPick={opens("leave")}>
					Leave room
				</Item>
			)}
		</div>
	);
}

function Item({ danger, onPick, children }: { danger?: boolean; onPick(): void; children: string }) {
	return (
		<button class={danger ? "danger" : ""} type="button" role="menuitem" tabIndex={-1} onClick={onPick}>
			{children}
		</button>
	);
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
	return [...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
}

function onMenuKey(event: KeyboardEvent & { currentTarget: HTMLElement }, onClose: () => void): void {
	const items = itemsOf(event.currentTarget);
	const at = items.findIndex((item) => item.matches(":focus"));
	const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
	if (to !== undefined) items[to % items.length]?.focus();
	else if (event.key === "Escape" || event.key === "Tab") onClose();
	else return;
	event.preventDefault();
	event.stopPropagation();
}
