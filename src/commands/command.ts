/** One of `parlour`'s sub-commands. A new one is a new folder and one entry in commands.ts. */
export interface Command {
	name: string;
	/** Behind the name in the overview. */
	usage: string;
	summary: string;
	/** What a shell may complete behind it. */
	flags: readonly string[];
	/** Runs it with what stands behind its name, beside all the commands; the answer is the exit code. */
	run(args: string[], commands: readonly Command[]): Promise<number>;
}
