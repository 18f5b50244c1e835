import type {
	ArchivedAccount,
	ArchivedFile,
	ArchivedMask,
	ArchivedMessage,
	ArchivedRoom,
} from "../../store/sqlite/moving/archive.ts";
import type { RecordOf } from "./records.ts";

function isSame(some: readonly number[], others: readonly number[]): boolean {
	const known = new Set(some);
	return known.size === others.length && others.every((id) => known.has(id));
}

export function accountRecord(account: ArchivedAccount): RecordOf<"account"> {
	const { id, name, role, passwordHash, display, picture, status, createdAt } = account;
	return {
		type: "account",
		id,
		name,
		role,
		passwordHash,
		...(display === null ? {} : { display }),
		...(picture === null ? {} : { picture }),
		...(status === null ? {} : { status }),
		createdAt,
	};
}

export function roomRecord(room: ArchivedRoom, people: number[]): RecordOf<"room"> {
	const { id, name, topic, visibility, lobby, creator, archivedAt, head, lastAt, createdAt } = room;
	return {
		type: "room",
		id,
		name,
		topic,
		visibility,
		...(visibility === "direct" ? { people } : {}),
		lobby,
		...(creator === null ? {} : { creator }),
		...rulesIn(room),
		...(archivedAt === null ? {} : { archivedAt }),
		head,
		lastAt,
		createdAt,
	};
}

function rulesIn(room: ArchivedRoom) {
	const { moderators, speakers, announcement, lockedTopic, maxMembers, key, masks } = room;
	return {
		...(moderators.length === 0 ? {} : { moderators }),
		...(speakers.length === 0 ? {} : { speakers }),
		...(announcement ? { announcement } : {}),
		...(lockedTopic ? { lockedTopic } : {}),
		...(maxMembers === null ? {} : { maxMembers }),
		...(key === null ? {} : { key }),
		...(masks.length === 0 ? {} : { masks: masks.map(maskRecord) }),
	};
}

function maskRecord({ kind, mask, by, at }: ArchivedMask) {
	return { kind, mask, ...(by === null ? {} : { by }), at };
}

function fileRecord({ previewHash, ...file }: ArchivedFile) {
	return previewHash === null ? file : { ...file, previewHash };
}

export function messageRecord(room: number, message: ArchivedMessage): RecordOf<"message"> {
	const { seq, rev, at, author, event, body, editedAt, deletedAt, nonce, thread, everyone, pinnedAt, replies } =
		message;
	const { reactions, mentions, named, files, links, edits } = message;
	const others = mentions.filter((user) => user !== author);
	return {
		type: "message",
		room,
		seq,
		rev,
		at,
		author,
		...(event === null ? {} : { event }),
		body,
		...(editedAt === null ? {} : { editedAt }),
		...(deletedAt === null ? {} : { deletedAt }),
		...(nonce === null ? {} : { nonce }),
		...(thread === null ? {} : { thread }),
		...(thread !== null && message.inRoom ? { inRoom: true } : {}),
		...(everyone === null ? {} : { everyone }),
		...(pinnedAt === null ? {} : { pinnedAt }),
		...(replies === null ? {} : { replies }),
		...(reactions.length === 0 ? {} : { reactions }),
		...(mentions.length === 0 ? {} : { mentions }),
		...(isSame(others, named) ? {} : { named }),
		...(files.length === 0 ? {} : { files: files.map(fileRecord) }),
		...(links.length === 0 ? {} : { links }),
		...(edits.length === 0 ? {} : { edits }),
	};
}
