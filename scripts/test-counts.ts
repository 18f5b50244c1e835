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
