import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Line } from "../../src/gateways/irc/line/line.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

/** IRCv3 labeled-response: what answers a command, and what others do meanwhile. */
const LABELS = ["message-tags", "echo-message", "batch", "labeled-response"];
const COUNT = 60;

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	for (const name of ["Jun", "Tom"]) await signUp(server.url, name);
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

const numbers = Array.from({ length: COUNT }, (_, index) => index);

/** The number in its room of the message that a line is of. */
const seqOf = ({ tags }: Line) => Number(tags.get("msgid")?.split("-")[1]);

test("what is said with a label stands in its place among what others say, and all of it answers that label", async () => {
	using jun = await enter("Jun", ...LABELS);
	// While the first one's is written, the others' come together, and are told together.
	const [first, ...others] = await Promise.all(["1", "2", "3", "4"].map(() => enter("Tom")));
	for (const index of numbers) {
		first?.send(`PRIVMSG #lobby :tom ${index}`);
		jun.send(`@label=l${index} PRIVMSG #lobby :jun ${index}`);
		for (const tom of others) tom.send(`PRIVMSG #lobby :tom ${index}`);
	}
	const said: Line[] = [];
	const labels = new Map<string, string>();
	const labelled: string[] = [];
	while (said.length < 5 * COUNT) {
		for (const line of await jun.roundTrip()) {
			const label = line.tags.get("label") ?? labels.get(line.tags.get("batch") ?? "");
			if (line.command === "BATCH" && line.params[0]?.startsWith("+")) labels.set(line.params[0].slice(1), label ?? "");
			if (line.command !== "PRIVMSG") continue;
			said.push(line);
			if (label !== undefined) labelled.push(`${label} ${line.params[1]}`);
		}
	}
	expect(labelled).toEqual(numbers.map((index) => `l${index} jun ${index}`));
	expect(said.map(seqOf)).toEqual(said.map(seqOf).toSorted((one, other) => one - other));
});
