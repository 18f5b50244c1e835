import { ParlourError } from "../../protocol/errors.ts";

/** What `parlour chat` ends with; its help lists them. */
export const EXIT = {
	ok: 0,
	other: 1,
	unreachable: 2,
	notLoggedIn: 3,
	noSuchRoom: 4,
	notAllSent: 5,
	version: 6,
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A reason to end: one line for the person, one code for a script. */
export class ChatEnd extends Error {
	readonly exitCode: ExitCode;

	constructor(exitCode: ExitCode, message: string) {
		super(message);
		this.name = "ChatEnd";
		this.exitCode = exitCode;
	}
}

/** What a refusal of the server's means for the exit code. */
export function exitCodeOf(cause: unknown): ExitCode {
	if (cause instanceof ChatEnd) return cause.exitCode;
	if (!(cause instanceof ParlourError)) return EXIT.other;
	switch (cause.code) {
		case "unauthorized":
		case "wrong_credentials":
		case "revoked":
		case "kicked":
			return EXIT.notLoggedIn;
		case "version_unsupported":
			return EXIT.version;
		default:
			return EXIT.other;
	}
}
