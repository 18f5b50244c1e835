import type { Room } from "../protocol/entities.ts";
import { moderates } from "../protocol/moderation.ts";
import type { Person } from "./presence.ts";

/** Of a member: whether they decide the room's rules, and may rename, archive and take others out of it. */
export function mayModerate(person: Pick<Person, "account">, room: Room): boolean {
	return moderates(person.account, room);
}
