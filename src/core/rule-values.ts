import { ParlourError } from "../protocol/errors.ts";
import { nameKey } from "./names.ts";
import { checkLine } from "./texts.ts";

const MOST_MEMBERS = 100_000;
const MAX_KEY_CHARS = 50;
const MAX_MASK_CHARS = 64;
const MASK = /^[\p{L}\p{M}\p{N}._*?-]+$/u;

function refuse(what: string, why: string): ParlourError {
	return new ParlourError("bad_request", `Cannot use this as a ${what}: ${why}`);
}

/** A number of members as it is kept. Throws `bad_request`. */
export function checkLimit(raw: string | undefined): string {
	const limit = /^\d{1,6}$/.test(raw?.trim() ?? "") ? Number(raw) : 0;
	if (limit >= 1 && limit <= MOST_MEMBERS) return String(limit);
	throw refuse("limit", `it must be a number of members from 1 to ${MOST_MEMBERS}`);
}

/** The word that joining takes, as it is kept. Throws `bad_request`. */
export function checkKey(raw: string | undefined): string {
	const key = (raw ?? "").normalize("NFC").trim();
	if (key === "") throw refuse("key", "it is empty");
	if ([...key].length > MAX_KEY_CHARS) throw refuse("key", `${MAX_KEY_CHARS} characters are the most`);
	if (/[\s,\p{C}]/u.test(key)) throw refuse("key", "no spaces, commas or invisible characters may stand in it");
	return key;
}

/** A mask of names, and its key: what name keys are compared with. Throws `bad_request`. */
export function checkMask(raw: string | undefined): { mask: string; maskKey: string } {
	const mask = (raw ?? "").normalize("NFC").trim().replace(/^@/, "").replace(/\*+/g, "*");
	if (mask === "") throw refuse("mask", "it is empty");
	if ([...mask].length > MAX_MASK_CHARS) throw refuse("mask", `${MAX_MASK_CHARS} characters are the most`);
	if (!MASK.test(mask)) {
		throw refuse("mask", "only what names have may stand in it, * for any letters and ? for one");
	}
	return { mask, maskKey: nameKey(mask) };
}

/** Why somebody is removed. Throws `message_too_long`. */
export function checkReason(raw: string | undefined): string {
	return checkLine("reason", raw ?? "", 250);
}
