import type { Room as RoomInfo } from "../../protocol/entities.ts";

export type Standing = "moderator" | "speaker" | null;

/** What somebody is in a room, as far as its rules say so; the server's owner and admins moderate beside these. */
export function standingIn({ creator, moderators, speakers }: RoomInfo, user: number): Standing {
	if (user === creator || moderators?.includes(user)) return "moderator";
	return speakers?.includes(user) ? "speaker" : null;
}

/** In a word, for who stands out; speakers do only where not everybody may post. */
export function standingText(info: RoomInfo, user: number): string | null {
	if (info.visibility === "direct") return null;
	const standing = standingIn(info, user);
	if (standing === "moderator") return "Moderator";
	return standing === "speaker" && info.announcement ? "May post" : null;
}

/** Their ids: who made the room, and who else moderates it. */
export function moderatorsOf({ creator, moderators = [] }: RoomInfo): number[] {
	return [...new Set([...(creator === undefined ? [] : [creator]), ...moderators])];
}
