import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { deleting } from "../log/editing.ts";
import { lazy } from "../parts/lazy.tsx";
import { TypedAhead } from "../switcher/typed-ahead.ts";
import { dialog, joinOffer, profileOf } from "../view.ts";

const load = {
	room: () => import("./room-dialogs.tsx"),
	create: () => import("./create-room.tsx"),
	delete: () => import("./delete-message.tsx"),
	join: () => import("./join-room.tsx"),
	browse: () => import("./browse-rooms.tsx"),
	direct: () => import("./new-direct.tsx"),
	rules: () => import("../moderation/room-settings.tsx"),
	switcher: () => import("../switcher/switcher.tsx"),
	settings: () => import("../profile/settings.tsx"),
	profile: () => import("../profile/profile-card.tsx"),
	shortcuts: () => import("./shortcuts-list.tsx"),
};

const RoomDialog = lazy(() => load.room().then((module) => module.RoomDialog));
const DeleteMessage = lazy(() => load.delete().then((module) => module.DeleteMessage));
const JoinRoom = lazy(() => load.join().then((module) => module.JoinRoom));
const CreateRoom = lazy(() => load.create().then((module) => module.CreateRoom));
const BrowseRooms = lazy(() => load.browse().then((module) => module.BrowseRooms));
const NewDirect = lazy(() => load.direct().then((module) => module.NewDirect));
const RoomSettings = lazy(() => load.rules().then((module) => module.RoomSettings));
const Switcher = lazy(() => load.switcher().then((module) => module.Switcher), TypedAhead);
const Settings = lazy(() => load.settings().then((module) => module.Settings));
const ProfileCard = lazy(() => load.profile().then((module) => module.ProfileCard));
const Shortcuts = lazy(() => load.shortcuts().then((module) => module.Shortcuts));

/** So that none of them is waited for when it is asked for. */
export function fetchDialogs(): Promise<unknown> {
	return Promise.all(Object.values(load).map((one) => one()));
}

function close() {
	dialog.value = null;
}

/** The one that is open, if any. */
export function Dialogs({ client, room }: { client: Client; room: Room | null }) {
	if (deleting.value) return <DeleteMessage client={client} {...deleting.value} />;
	if (profileOf.value !== null) {
		return (
			<ProfileCard
				key={profileOf.value}
				client={client}
				user={profileOf.value}
				room={room}
				onClose={() => (profileOf.value = null)}
			/>
		);
	}
	if (joinOffer.value)
		return <JoinRoom client={client} listed={joinOffer.value} onClose={() => (joinOffer.value = null)} />;
	const name = dialog.value;
	switch (name) {
		case null:
			return null;
		case "create":
			return <CreateRoom client={client} onClose={close} />;
		case "browse":
			return <BrowseRooms client={client} onClose={close} />;
		case "direct":
			return <NewDirect client={client} onClose={close} />;
		case "switcher":
			return <Switcher client={client} onClose={close} />;
		case "settings":
			return <Settings client={client} onClose={close} />;
		case "shortcuts":
			return <Shortcuts onClose={close} />;
	}
	if (!room) return null;
	if (name === "rules") return <RoomSettings key={room.id} client={client} room={room} onClose={close} />;
	return <RoomDialog key={name} name={name} client={client} room={room} onClose={close} />;
}
