import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { inOrder } from "../../client/room-order.ts";
import { Avatar } from "../parts/avatar.tsx";
import { CompassIcon, LockIcon, LogOutIcon, Mark, PlusIcon, SettingsIcon } from "../parts/icons.tsx";
import { logOut } from "../session.ts";
import { attempt, dialog, showRoom } from "../view.ts";

export function RoomsNav({ client, current }: { client: Client; current: Room | null }) {
	const rooms = inOrder(client.rooms.value.values());
	const me = client.me.value;
	return (
		<nav class="rooms" aria-label="Rooms">
			<header class="place">
				<Mark />
				<span class="place-name">{client.server.value?.name ?? "Parlour"}</span>
			</header>
			<div class="rooms-scroll">
				<div class="section-head">
					<h2>Rooms</h2>
					<button
						class="icon-button small"
						type="button"
						aria-label="Browse rooms"
						title="Browse rooms"
						onClick={() => (dialog.value = "browse")}
					>
						<CompassIcon />
					</button>
					{/* Its dialog has a button of this name, and there is only one at a time; hidden it could not get the focus back. */}
					<button
						class="icon-button small"
						type="button"
						aria-label={dialog.value === "create" ? "New room" : "Create room"}
						title="Create room"
						onClick={() => (dialog.value = "create")}
					>
						<PlusIcon />
					</button>
				</div>
				<ul>
					{rooms.map((room) => (
						<RoomItem key={room.id} room={room} current={room === current} />
					))}
				</ul>
			</div>
			{me && (
				<footer class="me">
					<Avatar name={me.name} online={client.connection.value.state === "online"} />
					<span class="me-name">
						<strong>{me.name}</strong>
						{me.role !== "member" && <small>{me.role === "owner" ? "Owner" : "Admin"}</small>}
					</span>
					<button
						class="icon-button"
						type="button"
						aria-label="Settings"
						title="Settings"
						onClick={() => (dialog.value = "settings")}
					>
						<SettingsIcon />
					</button>
					<button
						class="icon-button"
						type="button"
						aria-label="Log out"
						title="Log out"
						onClick={() => attempt(logOut)}
					>
						<LogOutIcon />
					</button>
				</footer>
			)}
		</nav>
	);
}

function RoomItem({ room, current }: { room: Room; current: boolean }) {
	const { name, visibility } = room.info.value;
	const unread = room.unread.value;
	return (
		<li>
			<a
				class="room-link"
				href={`#${encodeURIComponent(name)}`}
				aria-current={current ? "page" : undefined}
				data-unread={unread > 0}
				onClick={(event) => {
					event.preventDefault();
					showRoom(room);
				}}
			>
				<span class="room-sign" aria-hidden="true">
					{visibility === "private" ? <LockIcon /> : "#"}
				</span>
				<span class="room-name">{name}</span>
				{unread > 0 && (
					<span class="count">
						{unread >= 1000 ? "999+" : unread}
						<span class="for-ears"> unread</span>
					</span>
				)}
			</a>
		</li>
	);
}
