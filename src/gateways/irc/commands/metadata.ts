import type { Person } from "../../../core/presence.ts";
import type { Profile, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findOwnRoom } from "../find-room.ts";
import { metadataBeforeWelcome } from "../metadata/before-welcome.ts";
import { keyOf } from "../metadata/limits.ts";
import { clearRoomValues, setRoomValue } from "../metadata/room-setting.ts";
import { clearValues, setValue } from "../metadata/setting.ts";
import { isChannel } from "../names.ts";
import { RPL } from "../numerics.ts";
import { showBatch } from "../show/history.ts";
import { metadataLines, roomLines, showAll, showSubscribed, showValues } from "../show/metadata.ts";
import type { EarlyCommand } from "./command.ts";

const CAPABILITY = "draft/metadata-2";
const KEYS_BYTES = 300;
/** Each is a parameter, of which a line has 15. */
const MOST_KEYS_IN_LINE = 13;

/** IRCv3 draft/metadata-2. Before the welcome it is of oneself alone. */
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
		if (!["GET", "LIST", "SET", "CLEAR", "SYNC"].includes(kind)) {
			return client.fail("METADATA", "INVALID_SUBCOMMAND", sub.slice(0, 64), "Invalid subcommand");
		}
		if (!person) return metadataBeforeWelcome(client, target, kind, rest);
		const found = await findSubject(client, target, person);
		if (!found) return client.fail("METADATA", "INVALID_TARGET", target.slice(0, 64), "Invalid target");
		if (kind === "GET") return showValues(client, found.target, valuesOf(client, found), rest);
		if (kind === "LIST") return showAll(client, found.target, valuesOf(client, found));
		if (kind === "SYNC") return sync(client, found, person);
		const wish = { target, key: rest[0] ?? "", value: rest[1] ?? "" };
		if ("room" in found) {
			if (kind === "CLEAR") return clearRoomValues(client, person, found.room, target);
			return setRoomValue(client, person, found.room, wish);
		}
		const own = found.profile.id === person.user.id ? found.profile : null;
		if (kind === "CLEAR") return clearValues(client, person, own, target);
		return setValue(client, person, own, wish);
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

function valuesOf({ context: { metadata } }: IrcClient, found: Subject): ReadonlyMap<string, string> {
	return "profile" in found ? metadata.valuesOf(found.profile) : metadata.rooms.of(found.room.id);
}

/** Of a room: what it shows, and its members. */
async function sync(client: IrcClient, found: Subject, person: Person): Promise<void> {
	const { core, metadata } = client.context;
	const profiles =
		"profile" in found ? [found.profile] : await client.patiently(() => core.people.members(person, found.room.id));
	const keys = metadata.subscriptions(client);
	const ofRoom = "room" in found ? roomLines(client, found.room, keys) : [];
	showBatch(client, "metadata", [found.target], [...ofRoom, ...metadataLines(client, profiles, keys)]);
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
