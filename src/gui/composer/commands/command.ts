import { ParlourError } from "../../../protocol/errors.ts";
import type { ComposerModel } from "../composer-model.ts";

export interface SlashCommand {
	name: string;
	/** What stands behind it. */
	takes: string;
	does: string;
	/** Throws with what to show. A text that it answers with is told. */
	run(model: ComposerModel, rest: string): unknown;
}

/** Something that the person can put right by what they type. */
export function refuse(why: string): never {
	throw new ParlourError("bad_request", why);
}
