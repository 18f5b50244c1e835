import type { Account } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { changeInto } from "../connection/presence.ts";
import { channelOf, maskOf, whoOf } from "../names.ts";
import { showInsides, showJoins } from "../show/room.ts";
import { ownRooms } from "./welcome.ts";

/** A guest logs in: they are the account's person from now on, in its rooms, under its name. */
export async function logInLate(client: IrcClient, account: Account): Promise<void> {
	const { audience, settings } = client.context;
	const guest = client.person?.user;
	if (!guest) return;
	const left = [...(client.person?.rooms ?? [])].flatMap((room) => audience.room(room) ?? []);
	const person = await changeInto(client, account);
	if (!person) return;
	const rooms = await ownRooms(client, person);
	if (client.over) return;
	audience.add(client, rooms);
	const own = whoOf(guest, settings.serverName);
	for (const room of left) client.answer({ command: "PART", params: [channelOf(room)], ...own });
	if (guest.name !== account.name) client.answer({ command: "NICK", params: [account.name], ...own });
	if (has(client.capabilities, "account-notify")) {
		client.answer({ command: "ACCOUNT", params: [account.name], source: maskOf(person.user, settings.serverName) });
	}
	await showInsides(client, showJoins(client, rooms));
}
