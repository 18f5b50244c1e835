import { checkKey, checkMask } from "../../core/rule-values.ts";
import type { ArchivedRules } from "../../store/sqlite/moving/archive.ts";
import type { RecordOf } from "../export/records.ts";

/** A room's rules as the store has them, people by their ids here. Throws for a mask or a key that cannot be. */
export function toRules(record: RecordOf<"room">, idHere: (user: number) => number): ArchivedRules {
	const { moderators = [], speakers = [], masks = [], maxMembers = null, key } = record;
	return {
		moderators: moderators.map(idHere),
		speakers: speakers.map(idHere),
		announcement: record.announcement === true,
		lockedTopic: record.lockedTopic === true,
		maxMembers,
		key: key === undefined ? null : checkKey(key),
		masks: masks.map(({ kind, mask, by, at }) => {
			return { kind, ...checkMask(mask), by: by === undefined ? null : idHere(by), at };
		}),
	};
}
