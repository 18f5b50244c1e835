import { existsSync, readdirSync, readFileSync } from "node:fs";

const MARK = "TEST_RUN_OF_PARLOUR";
const run = crypto.randomUUID();
const GRACE_MS = 5000;

interface Running {
	id: number;
	parent: number;
	state: string;
	command: string;
	marked: boolean;
}

/** Children inherit the mark, and keep it when they outlive their parent: by it they are found again. */
export function markChildren(env: Record<string, string | undefined>): Record<string, string | undefined> {
	return { ...env, [MARK]: run };
}

function readOrEmpty(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

function processes(): Running[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.map((name) => {
			const stat = readOrEmpty(`/proc/${name}/stat`);
			// The name stands in brackets and may hold brackets and spaces itself.
			const [state = "", parent = "0"] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
			return {
				id: Number(name),
				parent: Number(parent),
				state,
				command: readOrEmpty(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim(),
				marked: readOrEmpty(`/proc/${name}/environ`).split("\0").includes(`${MARK}=${run}`),
			};
		});
}

/** The marked ones and all that descend from them, without those that ended and only wait to be collected. */
function leftovers(): Running[] {
	const all = processes();
	const found = new Set(all.filter((one) => one.marked).map((one) => one.id));
	for (let before = -1; before !== found.size; ) {
		before = found.size;
		for (const one of all) if (found.has(one.parent)) found.add(one.id);
	}
	return all.filter((one) => found.has(one.id) && one.state !== "Z" && one.state !== "X" && one.state !== "");
}

function end(id: number): void {
	try {
		process.kill(id, "SIGKILL");
	} catch {
		// It ended by itself.
	}
}

/** Names what the tests left running, after a moment to end by itself, and ends it. Only Linux shows this. */
export async function endLeftovers(): Promise<string[]> {
	if (!existsSync("/proc/self/environ")) return [];
	const until = performance.now() + GRACE_MS;
	let found = leftovers();
	// Empty twice in a row: at the very moment in which a process becomes another program it shows no mark.
	for (let empty = found.length === 0 ? 1 : 0; empty < 2 && performance.now() < until; ) {
		await Bun.sleep(100);
		found = leftovers();
		empty = found.length === 0 ? empty + 1 : 0;
	}
	for (const { id } of found) end(id);
	return found.map(({ id, command }) => `${command.slice(0, 160)} (process ${id})`);
}
