import { keep } from "../keep.ts";

const MOST = 12;

/** The ids of the rooms that were in view at this browser, the latest first. */
export function recentRooms(me: number): number[] {
	return (keep.get(`recent:${me}`) ?? "")
		.split(",")
		.map(Number)
		.filter((id) => Number.isSafeInteger(id) && id > 0);
}

export function noteVisit(me: number, room: number): void {
	const others = recentRooms(me).filter((id) => id !== room);
	keep.set(`recent:${me}`, [room, ...others].slice(0, MOST).join(","));
}
