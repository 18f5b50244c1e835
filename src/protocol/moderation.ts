import type { Account, Role, Room } from "./entities.ts";

/** Whether this is the server's owner or one of its admins. */
export function runsServer({ role }: { role: Role }): boolean {
	return role === "owner" || role === "admin";
}

/** Whether a member decides a room's rules. Everybody's lobby is moderated by the owner and admins alone; direct rooms by nobody. */
export function moderates(account: Pick<Account, "id" | "role">, room: Room): boolean {
	if (room.visibility === "direct") return false;
	if (runsServer(account)) return true;
	if (room.lobby) return false;
	return room.creator === account.id || room.moderators?.includes(account.id) === true;
}

/** Whether a member may post where only few do, and in spite of a ban. */
export function hasVoice(account: Pick<Account, "id" | "role">, room: Room): boolean {
	return room.speakers?.includes(account.id) === true || moderates(account, room);
}

/** Whether a member may delete what others wrote there. */
export function mayDeleteOthers(account: Pick<Account, "id" | "role">, room: Room): boolean {
	return runsServer(account) || moderates(account, room);
}
