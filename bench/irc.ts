import { parseArgs } from "node:util";
import { measureDelivery, timesTheWeb } from "../test/irc/load/delivery-cost.ts";
import { measureIdle } from "../test/irc/load/idle-memory.ts";

/**
 * What a delivered message costs the server by IRC, beside what it costs by the web gateway, and what an idle IRC client
 * costs in memory. test/irc/cost.test.ts holds both. `node_modules/.bin/bun bench/irc.ts --clients 300 --idle 2000`
 */
const { values } = parseArgs({
	options: {
		clients: { type: "string", default: "300" },
		rounds: { type: "string", default: "7" },
		idle: { type: "string", default: "2000" },
	},
});
const clients = Number(values.clients);
const wanted = Number(values.rounds);
const idle = Number(values.idle);

function print(what: string, figure: string): void {
	console.log(`${what.padEnd(20)} ${figure}`);
}

if (clients > 0) {
	const rounds = await measureDelivery(clients, ({ length }) => length >= wanted);
	for (const { web, irc } of rounds)
		print("web, IRC", `${web.toFixed(2)} µs, ${irc.toFixed(2)} µs a delivered message`);
	print("in the middle", `${timesTheWeb(rounds).toFixed(2)} times the web`);
}
if (idle > 0) print(`${idle} idle by IRC`, `${((await measureIdle(idle)) / 1000).toFixed(1)} kB each`);
