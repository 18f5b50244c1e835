import type { ProfileChange } from "../../../core/people.ts";
import type { Person } from "../../../core/presence.ts";
import type { Profile } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { ERR, RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import { showBatch } from "../show/history.ts";
import { keyOf, MAX_VALUE_BYTES } from "./limits.ts";
import { SETTING } from "./metadata.ts";

export interface Wish {
	target: string;
	key: string;
	/** Empty to remove it. */
	value: string;
}

/** METADATA SET. `own` is null where the target is not they themselves. */
export async function setValue(client: IrcClient, person: Person, own: Profile | null, wish: Wish): Promise<void> {
	const { target, value } = wish;
	const key = ownKeyToSet(client, wish);
	if (key === null) return;
	if (!own) return refuse(client, target, key, "Nobody sets what somebody else shows");
	const { metadata } = client.context;
	if (value === "" && !metadata.valuesOf(own).has(key)) return client.reply(ERR.KEYNOTSET, target, key, "Key not set");
	try {
		if (!(await changeValue(client, person, key, value))) {
			return client.fail("METADATA", "LIMIT_REACHED", target, "Metadata limit reached");
		}
		replySet(client, target, key, value);
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		if (cause.code === "forbidden") return refuse(client, target, key, cause.message);
		if (cause.code !== "rate_limited") return client.fail("METADATA", "VALUE_INVALID", cause.message);
		const seconds = String(Math.ceil((cause.retryAfterMs ?? 1000) / 1000));
		client.fail("METADATA", "RATE_LIMITED", target, key, seconds, cause.message);
	}
}

/** Null for one that nobody sets so, which the client has been told. */
export function keyToSet(client: IrcClient, wish: Wish): string | null {
	const key = keyOf(wish.key);
	if (key === null) client.fail("METADATA", "KEY_INVALID", wish.key.slice(0, 64), "Invalid key");
	else if (Buffer.byteLength(wish.value) > MAX_VALUE_BYTES) {
		client.fail("METADATA", "VALUE_INVALID", `A value has at most ${MAX_VALUE_BYTES} bytes`);
	} else return key;
	return null;
}

/** The same of a person. */
export function ownKeyToSet(client: IrcClient, wish: Wish): string | null {
	const key = keyToSet(client, wish);
	if (key !== "avatar" || wish.value === "") return key;
	refuse(client, wish.target, key, "A picture is chosen in Parlour's own clients");
	return null;
}

/** What is set from now on; an empty value is none. */
export function replySet(client: IrcClient, target: string, key: string, value: string): void {
	if (value === "") client.reply(RPL.KEYNOTSET, target, key, "Key not set");
	else client.reply(RPL.KEYVALUE, target, key, "*", value);
}

/** METADATA CLEAR: all of one's own. */
export async function clearValues(
	client: IrcClient,
	person: Person,
	own: Profile | null,
	target: string,
): Promise<void> {
	if (!own) return refuse(client, target, "*", "Nobody sets what somebody else shows");
	const cleared: Outgoing[] = [];
	for (const key of client.context.metadata.valuesOf(own).keys()) {
		await client.patiently(() => changeValue(client, person, key, ""));
		cleared.push(clearedLine(client, target, key));
	}
	showBatch(client, "metadata", [own.name], cleared);
}

export function clearedLine(client: IrcClient, target: string, key: string): Outgoing {
	return { command: RPL.KEYVALUE, params: [client.nick, target, key, "*"] };
}

export function refuse(client: IrcClient, target: string, key: string, why: string): void {
	client.fail("METADATA", "KEY_NO_PERMISSION", target.slice(0, 64), key, why);
}

/** False where there is no room for one more. */
export async function changeValue(client: IrcClient, person: Person, key: string, value: string): Promise<boolean> {
	const { core, metadata } = client.context;
	const change = profileChange(key, value);
	return client.own.during(SETTING, async () => {
		if (!change) return metadata.set(person.user, key, value === "" ? null : value);
		await core.people.setProfile(person, change);
		return true;
	});
}

/** Null for a key that Parlour has no place for. */
function profileChange(key: string, value: string): ProfileChange | null {
	if (key === "display-name") return { display: value === "" ? null : value };
	if (key === "status") return { status: value === "" ? null : { emoji: "", text: value } };
	return key === "avatar" ? { picture: null } : null;
}
