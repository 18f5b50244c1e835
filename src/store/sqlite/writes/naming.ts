import type { WriteContext } from "./context.ts";

interface Place {
	room: number;
	seq: number;
	thread: number | null;
	inRoom: boolean;
	at: number;
}

/** Who is named by a message. */
export function naming({ db }: WriteContext) {
	const insert = db.query<null, [number, number, number, number | null, number, number]>(
		"INSERT INTO mentions (user, room, seq, thread, in_room, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
	);
	const removeOne = db.query<null, [number, number, number]>(
		"DELETE FROM mentions WHERE user = ? AND room = ? AND seq = ?",
	);
	const removeAll = db.query<null, [number, number]>("DELETE FROM mentions WHERE room = ? AND seq = ?");

	return {
		name({ room, seq, thread, inRoom, at }: Place, users: Iterable<number>): void {
			for (const user of users) insert.run(user, room, seq, thread, inRoom ? 1 : 0, at);
		},
		unname(room: number, seq: number, users: Iterable<number>): void {
			for (const user of users) removeOne.run(user, room, seq);
		},
		forget: (room: number, seq: number) => void removeAll.run(room, seq),
	};
}
