import type { Room, User } from "../../../protocol/entities.ts";
import { whoOf } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";

export interface Redaction {
	by: User;
	/** Empty for none. */
	reason: string;
}

export interface Place {
	room: Room;
	/** What the lines are sent to: the channel, or in a query its reader or whom they wrote to. */
	target: string;
	/** The `rev` of the edit that is told. */
	edit?: number;
	serverName: string;
	baseUrl: string;
	/** What somebody says who leaves. */
	parting?: string | undefined;
	/** Who has deleted what is deleted, where they did it by REDACT. */
	redaction?: Redaction | undefined;
	/** What somebody who is away says, empty where they are not. */
	awayOf?: (user: number) => string;
	/** What a guest's client calls them, where it has said so. */
	realnameOf?: (user: User) => string;
}

/** What the lines that tell of one thing have in common. */
export type Head = Omit<Outgoing, "command" | "params">;

/** Whose doing it is: the server's own where nobody's. */
export function by(user: User | null, { serverName }: Place): Pick<Outgoing, "source" | "account"> {
	return user ? whoOf(user, serverName) : { source: serverName };
}
