import type { Person } from "../../../core/presence.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { isSameName } from "../names.ts";
import { ERR } from "../numerics.ts";
import { showBatch } from "../show/history.ts";
import { showAll, showValues } from "../show/metadata.ts";
import { MOST_KEYS } from "./limits.ts";
import { changeValue, clearedLine, ownKeyToSet, replySet } from "./setting.ts";

/** IRCv3 draft/metadata-2, `before-connect`: what a client sets of itself before the welcome holds from then on. */
export function metadataBeforeWelcome(
	client: IrcClient,
	target: string,
	kind: string,
	params: readonly string[],
): void {
	const { metadata, nick } = client.registration;
	if (target !== "*" && !isSameName(target, nick ?? "*")) {
		return client.fail("METADATA", "INVALID_TARGET", target.slice(0, 64), "Invalid target");
	}
	if (kind === "GET") return showValues(client, target, metadata, params);
	if (kind === "LIST") return showAll(client, target, metadata);
	if (kind === "SYNC") return showBatch(client, "metadata", [target], []);
	if (kind === "SET") return set(client, target, params);
	const cleared = [...metadata.keys()].map((key) => clearedLine(client, target, key));
	metadata.clear();
	showBatch(client, "metadata", [target], cleared);
}

function set(client: IrcClient, target: string, [wish = "", value = ""]: readonly string[]): void {
	const { metadata } = client.registration;
	const key = ownKeyToSet(client, { target, key: wish, value });
	if (key === null) return;
	if (value === "" && !metadata.delete(key)) return client.reply(ERR.KEYNOTSET, target, key, "Key not set");
	if (value !== "") {
		if (metadata.size >= MOST_KEYS && !metadata.has(key)) {
			return client.fail("METADATA", "LIMIT_REACHED", target, "Metadata limit reached");
		}
		metadata.set(key, value);
	}
	replySet(client, target, key, value);
}

/** With the welcome. What core refuses is told now. */
export async function settleMetadata(client: IrcClient, person: Person): Promise<void> {
	for (const [key, value] of client.registration.metadata) {
		try {
			await client.patiently(() => changeValue(client, person, key, value));
		} catch (cause) {
			if (!(cause instanceof ParlourError)) throw cause;
			client.fail("METADATA", "VALUE_INVALID", cause.message);
		}
	}
	client.registration.metadata.clear();
}
