import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import type { Line } from "../line/line.ts";

interface Named {
	name: string;
	/** Fewer are answered by 461. */
	minParams: number;
}

/** What one may say at any time. */
export interface EarlyCommand extends Named {
	early: true;
	run(client: IrcClient, line: Line): Promise<void> | void;
}

/** What only somebody who is welcome may say. */
export interface PersonCommand extends Named {
	early?: never;
	/** It reads what core counts for nobody, so that it is counted here. */
	costly?: true;
	run(client: IrcClient, line: Line, person: Person): Promise<void> | void;
}

export type Command = EarlyCommand | PersonCommand;
