import type { Core } from "../../../core/core.ts";
import type { Room } from "../../../protocol/entities.ts";
import { withEvent } from "../../../protocol/room-events.ts";
import type { RoomChange } from "../render/change.ts";
import type { KnownRooms } from "./known-rooms.ts";

/** What a change makes of a room that is known here. */
export function renewRoom(core: Core, rooms: KnownRooms, room: Room, { message, memberships }: RoomChange): Room {
	const gone = memberships?.find(({ member }) => !member)?.user;
	const changed = withEvent(room, message, (name) => gone ?? idOf(core, room, name));
	if (changed === null) askAnew(core, rooms, room.id);
	else if (changed !== room) rooms.set(changed);
	return changed ?? room;
}

/** Of a member who is connected. */
function idOf({ presence }: Core, room: Room, name: string): number | undefined {
	for (const { user } of presence.inRoom(room.id)) if (user.name === name) return user.id;
	return undefined;
}

/** Who moderates and speaks in it, where the log tells of somebody who is not connected. */
function askAnew(core: Core, rooms: KnownRooms, id: number): void {
	const [person] = core.presence.inRoom(id);
	if (!person) return;
	void core.rooms.summary(person, id).then(
		({ moderators, speakers }) => {
			const room = rooms.get(id);
			if (!room) return;
			const { moderators: _, speakers: __, ...rest } = room;
			rooms.set({ ...rest, ...(moderators && { moderators }), ...(speakers && { speakers }) });
		},
		() => undefined,
	);
}
