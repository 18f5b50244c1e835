import type { User } from "../protocol/entities.ts";
import type { Removal } from "./client.ts";

/** To who was removed. */
export function removedText({ room, by, reason }: Removal, nameOf: (user: User) => string): string {
	const sentence = `${by ? nameOf(by) : "The host"} removed you from #${room.info.peek().name}`;
	return reason === "" ? sentence : `${sentence}: ${reason}`;
}
