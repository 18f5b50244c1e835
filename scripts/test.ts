import { dirname } from "node:path";
import { Glob } from "bun";
import { endLeftovers, markChildren } from "./leftovers.ts";
import { type Counts, countsOf, failuresOf, secondTriesOf } from "./test-counts.ts";

interface Stage {
	name: string;
	files: string[];
}

interface Outcome extends Counts {
	stage: Stage;
	seconds: number;
	/** What went wrong, and what only went well when it was tried again. */
	notes: string[];
}

const ROOT = dirname(import.meta.dir);
const TEST_TIMEOUT_MS = 60_000;
const STAGE_TIMEOUT_MS = 30 * 60_000;
const OUTPUT_GRACE_MS = 5000;
const FIRST = ["architecture"];
const LAST = ["browser"];

function filesUnder(folder: string): string[] {
	return [...new Glob(`${folder}/**/*.test.{ts,tsx}`).scanSync({ cwd: ROOT })].sort();
}

function rank(folder: string): number {
	if (FIRST.includes(folder)) return 0;
	return LAST.includes(folder) ? 2 : 1;
}

function allStages(): Stage[] {
	const byFolder = Map.groupBy(filesUnder("test"), (file) => file.split("/")[1] ?? "");
	const folders = [...byFolder].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
	return [
		{ name: "units", files: filesUnder("src") },
		...folders.map(([folder, files]) => ({ name: `test/${folder}`, files })),
	];
}

function matching(stages: Stage[], patterns: string[]): Stage[] {
	if (patterns.length === 0) return stages;
	const matches = (text: string) => patterns.some((pattern) => text.includes(pattern));
	return stages
		.map((stage) => (matches(stage.name) ? stage : { ...stage, files: stage.files.filter(matches) }))
		.filter((stage) => stage.files.length > 0);
}

let running: Bun.Subprocess | undefined;
let stoppedBy: NodeJS.Signals | undefined;

function stop(signal: NodeJS.Signals): void {
	stoppedBy = signal;
	running?.kill(signal);
}

/** Shows the child's standard error as it comes and keeps it: Bun prints its counts there. */
class Output {
	text = "";
	readonly ended: Promise<void>;

	constructor(stream: ReadableStream<Uint8Array>) {
		this.ended = this.#passOn(stream);
	}

	async #passOn(stream: ReadableStream<Uint8Array>): Promise<void> {
		const decoder = new TextDecoder();
		for await (const chunk of stream) {
			process.stderr.write(chunk);
			this.text += decoder.decode(chunk, { stream: true });
		}
	}
}

async function run(stage: Stage): Promise<Outcome> {
	console.log(`\n━━ ${stage.name}: ${stage.files.length} file${stage.files.length === 1 ? "" : "s"}`);
	const began = performance.now();
	const child = Bun.spawn(
		[
			process.execPath,
			"test",
			"--no-env-file",
			`--timeout=${TEST_TIMEOUT_MS}`,
			// Screens, on a machine that others load too: elsewhere what fails once in a while may be a lost message.
			...(process.env["CI"] && stage.name === "test/browser" ? ["--retry=1"] : []),
			...stage.files.map((file) => `./${file}`),
		],
		{
			cwd: ROOT,
			env: { ...markChildren(process.env), ...(process.stderr.isTTY ? { FORCE_COLOR: "1" } : {}) },
			stdin: "ignore",
			stdout: "inherit",
			stderr: "pipe",
		},
	);
	running = child;
	let tooLong = false;
	const limit = setTimeout(() => {
		tooLong = true;
		child.kill("SIGKILL");
	}, STAGE_TIMEOUT_MS);
	const output = new Output(child.stderr);
	const code = await child.exited;
	clearTimeout(limit);
	running = undefined;

	// Before the output's end is waited for: what is left running may hold it open.
	const leftovers = await endLeftovers();
	await Promise.race([output.ended, Bun.sleep(OUTPUT_GRACE_MS)]);
	const counts = countsOf(output.text);
	const troubles = leftovers.map((process) => `left running: ${process}`);
	if (tooLong) troubles.push(`ended after ${STAGE_TIMEOUT_MS / 60_000} minutes`);
	else if (counts === undefined) troubles.push(`crashed: exit code ${code} and no counts`);
	else if (counts.passed + counts.failed === 0) troubles.push("no test ran");
	else if (code !== 0 && counts.failed === 0) troubles.push(`exit code ${code}`);
	if (counts !== undefined && counts.skipped > 0 && process.env["CI"]) troubles.push(`${counts.skipped} skipped`);
	return {
		stage,
		passed: counts?.passed ?? 0,
		failed: (counts?.failed ?? 0) + troubles.length,
		skipped: counts?.skipped ?? 0,
		seconds: (performance.now() - began) / 1000,
		notes: [
			...failuresOf(output.text),
			...troubles,
			...secondTriesOf(output.text).map((name) => `at the second try: ${name}`),
		],
	};
}

function summarise(outcomes: Outcome[]): void {
	console.log("\n━━ summary");
	const width = Math.max(...outcomes.map((outcome) => outcome.stage.name.length));
	for (const { stage, passed, failed, skipped, seconds, notes } of outcomes) {
		const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
		const aside = skipped > 0 ? `, ${skipped} skipped` : "";
		console.log(
			`${failed > 0 ? "✗" : "✓"} ${stage.name.padEnd(width)} ${counts} ${seconds.toFixed(1).padStart(7)} s${aside}`,
		);
		for (const line of notes) console.log(`    ${line}`);
	}
}

async function main(patterns: string[]): Promise<number> {
	const stages = matching(allStages(), patterns);
	if (stages.length === 0) {
		console.error(`No stage and no test file matches ${patterns.join(" or ") || "anything"}.`);
		console.log("0 passed, 0 failed");
		return 1;
	}
	process.on("SIGINT", () => stop("SIGINT"));
	process.on("SIGTERM", () => stop("SIGTERM"));

	const outcomes: Outcome[] = [];
	for (const stage of stages) {
		if (stage.files.length === 0) {
			outcomes.push({ stage, passed: 0, failed: 1, skipped: 0, seconds: 0, notes: ["no test files"] });
			continue;
		}
		outcomes.push(await run(stage));
		if (stoppedBy !== undefined) break;
	}
	summarise(outcomes);
	if (stoppedBy !== undefined) console.log(`Stopped by ${stoppedBy} before the end.`);

	const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
	const failed = sum((outcome) => outcome.failed);
	console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed`);
	return failed > 0 || stoppedBy !== undefined ? 1 : 0;
}

process.exit(await main(process.argv.slice(2)));
