import type { User } from "../protocol/entities.ts";
import type { Removal } from "./client.ts";

/** To who was removed. */
export function removedText({ room, by, reason }: Removal, nameOf: (user: User) => string): string {
	const { name } = room.info.peek();
	if (!by) return `You are no longer in #${name}`;
	const sentence = `${nameOf(by)} removed you from #${name}`;
	return reason === "" ? sentence : `${sentence}: ${reason}`;
}
