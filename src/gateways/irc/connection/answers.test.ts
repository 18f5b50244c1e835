import { expect, test } from "bun:test";
import type { Outgoing } from "../outgoing.ts";
import { type Answers, KeptAnswers } from "./answers.ts";

/** What goes out, as words. */
function under(): { kept: KeptAnswers; told: string[] } {
	const told: string[] = [];
	const outer: Answers = { add: ({ command }) => told.push(command), giveWay: () => told.push("| something else |") };
	const shape = (lines: readonly Outgoing[]) => [
		{ command: lines.map(({ command }) => command).join("+"), params: [] },
	];
	return { kept: new KeptAnswers(outer, shape), told };
}

const line = (command: string): Outgoing => ({ command, params: [] });

test("what answers is told together at the end, and in two parts where something else is told meanwhile", () => {
	const { kept, told } = under();
	for (const command of ["one", "two"]) kept.add(line(command));
	expect(told).toEqual([]);
	kept.giveWay();
	for (const command of ["three", "four"]) kept.add(line(command));
	kept.release();
	expect(told).toEqual(["one+two", "| something else |", "three+four"]);
});

test("nothing is told of nothing", () => {
	const { kept, told } = under();
	kept.release();
	kept.giveWay();
	expect(told).toEqual(["| something else |"]);
});
