import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeCrowd } from "../../support/crowd.ts";
import { type RunningParlour, startParlour } from "../../support/parlour.ts";
import { enterAll, enterByIrc } from "./sockets.ts";

const PAGE_BYTES = 4096;
/** What the first ones cost is the gateway's. */
const FIRST = 200;
const GROUP = 100;
/** So many looks in a row at memory that does not fall any more. */
const LOOKS = 6;
const BETWEEN_LOOKS_MS = 400;
const NOTICEABLE_BYTES = 256 * 1024;
/** As clients ask that want the names later: a list of thousands for each of thousands is not what being there costs. */
const CAPABILITIES = "account-tag away-notify batch echo-message message-tags no-implicit-names server-time";
const PRELOAD = ["env", `BUN_OPTIONS=--preload=${join(import.meta.dir, "collect-on-signal.ts")}`];

/** What the system counts as the server's, without what it would collect at its next opportunity. */
async function residentBytes(server: RunningParlour): Promise<number> {
	const printed = server.output().length;
	server.process.kill("SIGUSR2");
	await server.printed(/collected/, printed);
	return Number(readFileSync(`/proc/${server.process.pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
}

/** The same, once it has given back to the system what it has no use for, which takes it a moment. */
async function settledBytes(server: RunningParlour): Promise<number> {
	let least = await residentBytes(server);
	for (let looks = 0; looks < LOOKS; looks++) {
		await Bun.sleep(BETWEEN_LOOKS_MS);
		const bytes = await residentBytes(server);
		if (bytes < least - NOTICEABLE_BYTES) looks = 0;
		least = Math.min(least, bytes);
	}
	return least;
}

/** In bytes a client: so many that have logged in, each by an account of its own, are in the lobby, and say nothing. */
export async function measureIdle(clients: number): Promise<number> {
	await using crowd = await makeCrowd(["quiet"], FIRST + clients);
	const args = ["--unlimited", "--announce", "off"];
	await using server = await startParlour({ data: crowd.path, args, prefix: PRELOAD });
	using stack = new DisposableStack();
	const people = crowd.rooms[0]?.people ?? [];
	let before = 0;
	// They come over hours: what one's coming leaves behind is gone when the next ones come.
	for (let from = 0; from < people.length; from += GROUP) {
		const group = people.slice(from, from + GROUP);
		const here = await enterAll(group, (person) => enterByIrc(server.ircPort, person, CAPABILITIES, () => undefined));
		for (const client of here) stack.use(client);
		if (from + GROUP === FIRST) before = await settledBytes(server);
		else await residentBytes(server);
	}
	return ((await settledBytes(server)) - before) / clients;
}
