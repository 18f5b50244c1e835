import type { Person } from "../../../core/presence.ts";
import type { Profile, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import { findOwnRoom } from "../find-room.ts";
import type { IrcClient } from "../irc-client.ts";
import { keyOf } from "../metadata/limits.ts";
import { clearValues, setValue } from "../metadata/setting.ts";
import { isChannel } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import { showBatch } from "../show/history.ts";
import { metadataLines, showSubscribed } from "../show/metadata.ts";
import type { EarlyCommand } from "./command.ts";

const CAPABILITY = "draft/metadata-2";
const KEYS_BYTES = 300;
/** Each is a parameter, of which a line has 15. */
const MOST_KEYS_IN_LINE = 13;

/** IRCv3 draft/metadata-2. What a client wants to hear of it may say before the welcome. */
export const metadata: EarlyCommand = {
	name: "METADATA",
	minParams: 2,
	early: true,
	async run(client, { params: [target = "", sub = "", ...rest] }) {
		const { person } = client;
		if (!has(client.capabilities, CAPABILITY)) {
			return client.fail(
				"METADATA",
				"INVALID_SUBCOMMAND",
				sub.slice(0, 64),
				`Ask for the capability ${CAPABILITY} first`,
			);
		}
		const kind = sub.toUpperCase();
		if (kind === "SUB") return subscribe(client, rest);
		if (kind === "UNSUB") return unsubscribe(client, rest);
		if (kind === "SUBS") return tellKeys(client, RPL.METADATASUBS, client.context.metadata.subscriptions(client));
		if (!person) return client.reply(ERR.NOTREGISTERED, "You have not registered");
		if (!["GET", "LIST", "SET", "CLEAR", "SYNC"].includes(kind)) {
			return client.fail("METADATA", "INVALID_SUBCOMMAND", sub.slice(0, 64), "Invalid subcommand");
		}
		const found = await findSubject(client, target, person);
		if (!found) return client.fail("METADATA", "INVALID_TARGET", target.slice(0, 64), "Invalid target");
		if (kind === "GET") return get(client, found, rest);
		if (kind === "LIST") return list(client, found);
		if (kind === "SYNC") return sync(client, found, person);
		const own = "profile" in found && found.profile.id === person.user.id ? found.profile : null;
		if (kind === "CLEAR") return clearValues(client, person, own, target);
		return setValue(client, person, own, { target, key: rest[0] ?? "", value: rest[1] ?? "" });
	},
};

type Subject = { target: string; profile: Profile } | { target: string; room: Room };

/** Oneself, somebody else, or a room that one is in. */
async function findSubject(client: IrcClient, target: string, person: Person): Promise<Subject | null> {
	const { core } = client.context;
	if (isChannel(target)) {
		const room = await findOwnRoom(client, target, person);
		return room && { target, room };
	}
	const id = target === "*" ? person.user.id : (await core.accounts.find(target).catch(() => null))?.id;
	if (id === undefined) return null;
	const [profile] = await client.patiently(() => core.people.byIds(person, [id]));
	return profile ? { target: profile.name, profile } : null;
}

function valuesOf(client: IrcClient, found: Subject): Map<string, string> {
	return "profile" in found ? client.context.metadata.valuesOf(found.profile) : new Map();
}

function get(client: IrcClient, found: Subject, keys: readonly string[]): void {
	const values = valuesOf(client, found);
	const lines = keys.map((text): Outgoing => {
		const key = keyOf(text);
		if (key === null) return { command: "FAIL", params: ["METADATA", "KEY_INVALID", text.slice(0, 64), "Invalid key"] };
		const value = values.get(key);
		return value === undefined
			? { command: RPL.KEYNOTSET, params: [client.nick, found.target, key, "No matching key"] }
			: { command: RPL.KEYVALUE, params: [client.nick, found.target, key, "*", value] };
	});
	showBatch(client, "metadata", [found.target], lines);
}

function list(client: IrcClient, found: Subject): void {
	const lines = [...valuesOf(client, found)].map(([key, value]) => ({
		command: RPL.KEYVALUE,
		params: [client.nick, found.target, key, "*", value],
	}));
	showBatch(client, "metadata", [found.target], lines);
}

/** Of a room: what its members show. */
async function sync(client: IrcClient, found: Subject, person: Person): Promise<void> {
	const { core, metadata } = client.context;
	const profiles =
		"profile" in found ? [found.profile] : await client.patiently(() => core.people.members(person, found.room.id));
	showBatch(client, "metadata", [found.target], metadataLines(client, profiles, metadata.subscriptions(client)));
}

async function subscribe(client: IrcClient, texts: readonly string[]): Promise<void> {
	const added: string[] = [];
	let full: string | null = null;
	for (const text of texts) {
		const key = keyOf(text);
		if (key === null) client.fail("METADATA", "KEY_INVALID", text.slice(0, 64), "Invalid key");
		else if (client.context.metadata.subscribe(client, key)) added.push(key);
		else {
			full = key;
			break;
		}
	}
	tellKeys(client, RPL.METADATASUBOK, added);
	if (full !== null) client.fail("METADATA", "TOO_MANY_SUBS", full, "Too many subscriptions");
	if (client.person) await showSubscribed(client, client.person, added);
}

function unsubscribe(client: IrcClient, texts: readonly string[]): void {
	const removed: string[] = [];
	for (const text of texts) {
		const key = keyOf(text);
		if (key === null) client.fail("METADATA", "KEY_INVALID", text.slice(0, 64), "Invalid key");
		else {
			client.context.metadata.unsubscribe(client, key);
			removed.push(key);
		}
	}
	tellKeys(client, RPL.METADATAUNSUBOK, removed);
}

function tellKeys(client: IrcClient, numeric: string, keys: readonly string[]): void {
	let line: string[] = [];
	let size = 0;
	for (const key of new Set(keys)) {
		if (size + key.length > KEYS_BYTES || line.length === MOST_KEYS_IN_LINE) {
			client.reply(numeric, ...line);
			line = [];
			size = 0;
		}
		line.push(key);
		size += key.length + 1;
	}
	if (line.length > 0) client.reply(numeric, ...line);
}
