import type { Message, Notify, ThreadMark } from "../../protocol/entities.ts";

export interface Hearing {
	me: number;
	direct: boolean;
	notify: Notify;
	/** One's place in the thread that it stands in, if any. */
	mark: ThreadMark | undefined;
	/** Whether one wants to hear every message of rooms that are set to everything. */
	everything: boolean;
}

/** Whether a new message is worth a notification: it names one, is a direct message, or replies in a thread that one follows. */
export function isWanted(message: Message, { me, direct, notify, mark, everything }: Hearing): boolean {
	if (message.kind !== "text" || message.deleted || message.author?.id === me || notify === "none") return false;
	if (message.mentions?.includes(me) || message.everyone !== undefined) return true;
	if (message.thread !== undefined && mark?.following) return true;
	const inLog = message.thread === undefined || message.inRoom === true;
	return inLog && notify === "all" && (direct || everything);
}
