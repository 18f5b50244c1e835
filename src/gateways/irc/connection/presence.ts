import type { Person } from "../../../core/presence.ts";
import type { Account } from "../../../protocol/entities.ts";
import type { IrcClient } from "./irc-client.ts";

/** From now on the client is a person of core's. Null where it has gone meanwhile. */
export async function enter(client: IrcClient, account: Account): Promise<Person | null> {
	const person = await attach(client, account);
	if (!person) return null;
	client.account = account.guest ? null : account;
	client.person = person;
	client.link.admit();
	return person;
}

/** A guest is the person of this account from now on; the guest's rooms are left. */
export async function changeInto(client: IrcClient, account: Account): Promise<Person | null> {
	const { core, audience } = client.context;
	const guest = client.person;
	if (!guest) throw new Error("only who is here can be somebody else");
	const person = await attach(client, account);
	if (!person) return null;
	audience.remove(client);
	audience.guests.lastWords.set(guest.user.id, `Logged in as ${account.name}`);
	client.account = account;
	client.person = person;
	core.presence.detach(guest, client, { deliberate: true });
	return person;
}

async function attach(client: IrcClient, account: Account): Promise<Person | null> {
	const { presence } = client.context.core;
	const person = await presence.attach(account, client, { resumed: false });
	if (!client.over) return person;
	presence.detach(person, client, { deliberate: false });
	return null;
}

/** The client is gone. `why`: what those are told who share a room with a guest. */
export function leave(client: IrcClient, why: string, deliberate: boolean): void {
	const { person, registration } = client;
	const { audience, core, monitors } = client.context;
	audience.remove(client);
	monitors.forget(client);
	if (person?.user.guest) {
		audience.guests.lastWords.set(person.user.id, why);
		audience.guests.former.add(person.user.name, registration.said);
	}
	if (registration.account) core.presence.forget(registration.account.id, client);
	if (person) core.presence.detach(person, client, { deliberate });
}
