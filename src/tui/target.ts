import type { Message } from "../protocol/entities.ts";
import { refuse } from "./commands/command.ts";
import type { Workspace } from "./workspace.ts";

/** What a command without further words is about: the chosen message, the one that was gone to, else the last one. */
export function targetMessage({ log: current }: Workspace): Message {
	const log = current.peek();
	const texts = log?.messages.filter(({ kind }) => kind === "text") ?? [];
	const wanted = log?.chosen.peek() ?? log?.found.peek()?.seq;
	return texts.find(({ seq }) => seq === wanted) ?? texts.at(-1) ?? refuse("There is no message here");
}

/** The chosen one where that is one's own, else one's last. */
export function ownMessage({ log: current, client }: Workspace): Message {
	const log = current.peek();
	const me = client.me.peek()?.id;
	const own = log?.messages.filter(({ author, kind }) => author?.id === me && kind === "text") ?? [];
	const chosen = log?.chosen.peek();
	if (chosen !== null && chosen !== undefined) {
		return own.find(({ seq }) => seq === chosen) ?? refuse("The chosen message is not yours");
	}
	return own.at(-1) ?? refuse("You have no message here");
}

/** The root of the thread that hangs on this message, or that it is a reply in. */
export function rootOf({ seq, thread }: Message): number {
	return thread ?? seq;
}
