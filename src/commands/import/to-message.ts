import { checkFileName } from "../../core/file-names.ts";
import type { ArchivedMessage } from "../../store/sqlite/moving/archive.ts";
import { CommandError } from "../command-error.ts";
import type { RecordOf } from "../export/records.ts";

/** A record as the store has it, people by their ids here. Throws CommandError for one that cannot be. */
export function toMessage(record: RecordOf<"message">, idHere: (user: number) => number): ArchivedMessage {
	const { seq, rev, at, body, event = null, editedAt = null, deletedAt = null, nonce = null } = record;
	const { thread = null, everyone = null, pinnedAt = null, replies, reactions = [], links = [], edits = [] } = record;
	const author = record.author === null ? null : idHere(record.author);
	const mentions = (record.mentions ?? []).map(idHere);
	const files = (record.files ?? []).map(({ previewHash = null, name, ...file }) => {
		if (author === null) throw new CommandError("it has files, but no author");
		return { ...file, name: checkFileName(name), previewHash };
	});
	if (thread !== null && thread >= seq) throw new CommandError(`its thread ${thread} cannot be`);
	return {
		seq,
		rev,
		at,
		author,
		event,
		body,
		editedAt,
		deletedAt,
		nonce,
		thread,
		inRoom: thread === null || record.inRoom === true,
		everyone,
		pinnedAt,
		replies: replies ? { ...replies, users: replies.users.map(idHere) } : null,
		reactions: reactions.map(({ emoji, users }) => ({ emoji, users: users.map(idHere) })),
		mentions,
		named: record.named?.map(idHere) ?? mentions.filter((user) => user !== author),
		files,
		links,
		edits,
	};
}
