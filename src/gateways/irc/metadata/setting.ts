import type { ProfileChange } from "../../../core/people.ts";
import type { Person } from "../../../core/presence.ts";
import type { Profile } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../irc-client.ts";
import { ERR, RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import { showBatch } from "../show/history.ts";
import { keyOf, MAX_VALUE_BYTES } from "./limits.ts";
import { SETTING } from "./metadata.ts";

interface Wish {
	target: string;
	key: string;
	/** Empty to remove it. */
	value: string;
}

/** METADATA SET. `own` is null where the target is not they themselves. */
export async function setValue(client: IrcClient, person: Person, own: Profile | null, wish: Wish): Promise<void> {
	const { target, value } = wish;
	const key = keyOf(wish.key);
	if (key === null) return client.fail("METADATA", "KEY_INVALID", wish.key.slice(0, 64), "Invalid key");
	if (!own) return refuse(client, target, key, "One's own are the only ones to set");
	if (key === "avatar" && value !== "")
		return refuse(client, target, key, "A picture is chosen in Parlour's own clients");
	if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
		return client.fail("METADATA", "VALUE_INVALID", `A value has at most ${MAX_VALUE_BYTES} bytes`);
	}
	const { metadata } = client.context;
	if (value === "" && !metadata.valuesOf(own).has(key)) return client.reply(ERR.KEYNOTSET, target, key, "Key not set");
	try {
		if (!(await change(client, person, key, value))) {
			return client.fail("METADATA", "LIMIT_REACHED", target, "Metadata limit reached");
		}
		if (value === "") client.reply(RPL.KEYNOTSET, target, key, "Key not set");
		else client.reply(RPL.KEYVALUE, target, key, "*", value);
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		if (cause.code === "forbidden") return refuse(client, target, key, cause.message);
		if (cause.code !== "rate_limited") return client.fail("METADATA", "VALUE_INVALID", cause.message);
		const seconds = String(Math.ceil((cause.retryAfterMs ?? 1000) / 1000));
		client.fail("METADATA", "RATE_LIMITED", target, key, seconds, cause.message);
	}
}

/** METADATA CLEAR: all of one's own. */
export async function clearValues(
	client: IrcClient,
	person: Person,
	own: Profile | null,
	target: string,
): Promise<void> {
	if (!own) return refuse(client, target, "*", "One's own are the only ones to clear");
	const cleared: Outgoing[] = [];
	for (const key of client.context.metadata.valuesOf(own).keys()) {
		await client.patiently(() => change(client, person, key, ""));
		cleared.push({ command: RPL.KEYVALUE, params: [client.nick, target, key, "*"] });
	}
	showBatch(client, "metadata", [own.name], cleared);
}

function refuse(client: IrcClient, target: string, key: string, why: string): void {
	client.fail("METADATA", "KEY_NO_PERMISSION", target.slice(0, 64), key, why);
}

/** False where there is no room for one more. */
async function change(client: IrcClient, person: Person, key: string, value: string): Promise<boolean> {
	const { core, metadata } = client.context;
	const change = profileChange(key, value);
	return client.doing(SETTING, async () => {
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
