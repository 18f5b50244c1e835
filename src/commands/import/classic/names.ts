import { createHash } from "node:crypto";
import { checkUserName, nameKey } from "../../../core/names.ts";
import { ParlourError } from "../../../protocol/errors.ts";

/** The name under which somebody of the old application is here. */
export interface NewName {
	name: string;
	key: string;
	/** Why it is not the old one. */
	because?: string;
}

const MAX_CHARS = 32;

function tryName(raw: string): { name: string } | { refused: string } {
	try {
		return { name: checkUserName(raw) };
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		return { refused: cause.message.replace(/^[^:]*: /, "") };
	}
}

function cleaned(old: string): string {
	const clean = old
		.normalize("NFC")
		.replace(/\p{Default_Ignorable_Code_Point}/gu, "")
		.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "_")
		.replace(/^_+|_+$/g, "");
	return [...clean].slice(0, MAX_CHARS).join("");
}

/** Two old names never give the same one, and the same old name always gives the same, whoever else is there. */
function marked(old: string): string {
	const mark = createHash("sha256").update(old).digest("hex").slice(0, 6);
	const base = [...cleaned(old)].slice(0, MAX_CHARS - 7).join("");
	const wish = tryName(`${base}-${mark}`);
	return base !== "" && "name" in wish ? wish.name : `person-${mark}`;
}

/** A name here for every old one. Whoever can keep their name does; of those who look alike, the first. */
export function chooseNames(oldNames: Iterable<string>): Map<string, NewName> {
	const chosen = new Map<string, NewName>();
	const taken = new Set<string>();
	const take = (old: string, name: string, because?: string) => {
		const key = nameKey(name);
		if (taken.has(key)) return false;
		taken.add(key);
		chosen.set(old, { name, key, ...(because === undefined ? {} : { because }) });
		return true;
	};
	const all = [...new Set(oldNames)];
	const changed = all.filter((old) => {
		const wish = tryName(old);
		return !("name" in wish && wish.name === old && take(old, old));
	});
	for (const old of changed) {
		const wish = tryName(old);
		const because = "name" in wish ? "another name looks like it" : wish.refused;
		const clean = tryName(cleaned(old));
		if ("name" in clean && take(old, clean.name, "name" in wish ? "it was written differently" : because)) continue;
		take(old, marked(old), because);
	}
	return chosen;
}
