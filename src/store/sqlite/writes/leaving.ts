import type { Room, User } from "../../../protocol/entities.ts";
import type { RoomChange } from "../../port.ts";
import { roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";
import { offices } from "./offices.ts";

/** The end of a membership. */
export function leaving(context: WriteContext) {
	const { db } = context;
	const { append } = roomLog(context);
	const { endAll } = offices(db);
	const deleteMember = db.query<null, [number, number]>("DELETE FROM members WHERE room = ? AND user = ?");

	function end(room: Room, user: User): NonNullable<RoomChange["memberships"]> {
		deleteMember.run(room.id, user.id);
		endAll(room, user.id);
		return [{ user: user.id, member: false }];
	}

	return {
		/** Of a member, who goes. */
		leave(room: Room, user: User, at: number): RoomChange {
			const memberships = end(room, user);
			return append({ room: room.id, author: user, event: "left", body: "", nonce: null, at, memberships });
		},
		/** Of a member, whom somebody sends away. */
		remove(
			room: Room,
			user: User,
			{ by, reason, at }: { by: User; reason?: string | undefined; at: number },
		): RoomChange {
			const memberships = end(room, user);
			const body = reason ? `${user.name} ${reason}` : user.name;
			return append({ room: room.id, author: by, event: "removed", body, nonce: null, at, memberships });
		},
	};
}
