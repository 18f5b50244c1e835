import type { Database } from "bun:sqlite";
import type { MaskKind } from "../../../protocol/rule.ts";

/** Whether a name has the letters that a mask asks for: `*` any, `?` one. Never more steps than mask times name. */
export function fitsMask(mask: string, name: string): boolean {
	const [wanted, given] = [[...mask], [...name]];
	let [at, from] = [0, 0];
	/** After the last `*`, and what it has been taken for so far. */
	let [star, taken] = [-1, 0];
	while (from < given.length) {
		if (wanted[at] === "*") {
			star = ++at;
			taken = from;
		} else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[from])) {
			at++;
			from++;
		} else if (star >= 0) {
			at = star;
			from = ++taken;
		} else return false;
	}
	return wanted.slice(at).every((letter) => letter === "*");
}

export function maskReads(db: Database) {
	const ofKind = db.query<{ mask_key: string }, [number, MaskKind]>(
		"SELECT mask_key FROM masks WHERE room = ? AND kind = ?",
	);

	const nameKeyOf = db.query<{ name_key: string }, [number]>("SELECT name_key FROM users WHERE id = ?");

	/** Whether a mask of this kind is for the name of this person. */
	function fits(room: number, kind: MaskKind, user: number): boolean {
		const masks = ofKind.all(room, kind);
		if (masks.length === 0) return false;
		const name = nameKeyOf.get(user)?.name_key ?? "";
		return masks.some(({ mask_key: mask }) => fitsMask(mask, name));
	}

	return {
		fits,
		isBanned: (room: number, user: number) => fits(room, "ban", user) && !fits(room, "exception", user),
	};
}
