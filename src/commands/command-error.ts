/** A reason not to go on that the person at the terminal can mend: one clear line, exit code 1. */
export class CommandError extends Error {
	constructor(message: string) {
		super(message);
		this.name = "CommandError";
	}
}
