import { expect, test } from "bun:test";
import { measureDelivery, timesTheWeb } from "./load/delivery-cost.ts";
import { measureIdle } from "./load/idle-memory.ts";

const MOST_TIMES_THE_WEB = 1.25;
const MOST_IDLE_BYTES = 8000;
const FEWEST_ROUNDS = 5;
const MOST_ROUNDS = 15;
const TEST_MS = 300_000;

test(
	"a delivery in a room of 300 IRC clients costs at most a quarter more than one by the web gateway",
	async () => {
		// On a machine that does much else some rounds say little: more of them are measured until the middle one tells.
		const rounds = await measureDelivery(300, (rounds) => {
			if (rounds.length < FEWEST_ROUNDS) return false;
			return rounds.length === MOST_ROUNDS || timesTheWeb(rounds) <= MOST_TIMES_THE_WEB;
		});
		const times = timesTheWeb(rounds);
		console.log(`  ${times.toFixed(2)} times the web gateway, in ${rounds.length} rounds`);
		expect(times).toBeLessThanOrEqual(MOST_TIMES_THE_WEB);
	},
	TEST_MS,
);

test(
	"2,000 idle IRC clients of as many accounts take at most 8 kB each",
	async () => {
		const bytes = await measureIdle(2000);
		console.log(`  bytes an idle client: ${bytes.toFixed(0)}`);
		expect(bytes).toBeLessThanOrEqual(MOST_IDLE_BYTES);
	},
	TEST_MS,
);
