export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/**
 * The counts in the summary with which `bun test` ends its output, or undefined when it ended without one. Its junit
 * reporter is no help here: it leaves out the files that could not be loaded.
 */
export function countsOf(output: string): Counts | undefined {
	const lines = Bun.stripANSI(output).trimEnd().split("\n");
	const end = lines.findLastIndex((line) => /^Ran \d+ tests? across \d+ files?\./.test(line));
	if (end === -1) return undefined;
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for (let at = end - 1; at >= 0; at--) {
		const [, number, kind] =
			/^ *(\d+) (pass|fail|skip|todo|filtered out|error|expect\(\) call|snapshot)/.exec(lines[at] ?? "") ?? [];
		if (kind === undefined) break;
		if (kind === "pass") counts.passed += Number(number);
		if (kind === "fail") counts.failed += Number(number);
		if (kind === "skip" || kind === "todo") counts.skipped += Number(number);
	}
	return counts;
}

/** How `--retry` marks the second try. */
const SECOND = / \(attempt 2\)$/;

/** The names of the tests that failed: where only the end of a long output is kept, the summary still tells them. */
export function failuresOf(output: string): string[] {
	return named(output, "(fail) ").map((name) => name.replace(SECOND, ""));
}

/** Those that failed first, and passed when they were tried again. */
export function secondTriesOf(output: string): string[] {
	return named(output, "(pass) ")
		.filter((name) => SECOND.test(name))
		.map((name) => name.replace(SECOND, ""));
}

function named(output: string, mark: string): string[] {
	const names = Bun.stripANSI(output)
		.split("\n")
		.filter((line) => line.startsWith(mark))
		.map((line) => line.slice(mark.length).replace(/ \[[\d.]+ms\]$/, ""));
	return [...new Set(names)];
}
