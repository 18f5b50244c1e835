import type { User } from "../../../protocol/entities.ts";

/** One line of the list. */
export interface Option {
	key: string;
	/** What takes the place of what was typed. */
	insert: string;
	label: string;
	/** What is to be typed behind it. */
	takes?: string;
	detail: string;
	sign: { kind: "person"; user: User } | { kind: "sign" | "emoji"; char: string } | { kind: "none" };
}
