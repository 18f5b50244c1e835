import type { Room } from "../../client/room.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { Workspace } from "../workspace.ts";

export interface SlashCommand {
	name: string;
	/** What may stand behind it. */
	takes: string;
	does: string;
	/** Throws ParlourError with what to show. */
	run(workspace: Workspace, rest: string): unknown;
}

/** Something that the person can put right by another command. */
export function refuse(why: string): never {
	throw new ParlourError("bad_request", why);
}

export function currentRoom({ room }: Workspace): Room {
	return room.peek() ?? refuse("No room is open yet");
}
