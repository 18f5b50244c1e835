import type { Signal } from "../../../core/core.ts";
import { has } from "../capabilities.ts";
import { targetFor, whoOf } from "../names.ts";
import { bothNames } from "../outgoing.ts";
import { Rendered } from "../rendered.ts";
import { isBot } from "./bots.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** IRCv3 typing: to the others in the room. What somebody writes in a thread has no place on IRC. */
export function tellTyping(
	{ user, room: id, thread }: Extract<Signal, { type: "typing" }>,
	here: Whereabouts,
	serverName: string,
): void {
	const room = here.rooms.get(id);
	if (!room || thread !== undefined) return;
	const who = { ...whoOf(user, serverName), bot: isBot(here.clientsOf(user.id)) };
	const clientTags = bothNames("typing", "active").slice(1);
	const renderings = new Map<string, Rendered>();
	for (const client of here.inRoom(id) ?? []) {
		const reader = client.person?.user;
		if (!reader || reader.id === user.id || !has(client.capabilities, "message-tags")) continue;
		const target = targetFor(room, reader, user.id);
		const rendered =
			renderings.get(target) ?? new Rendered([{ command: "TAGMSG", params: [target], ...who, clientTags }], serverName);
		renderings.set(target, rendered);
		client.tellRendered(rendered);
	}
}
