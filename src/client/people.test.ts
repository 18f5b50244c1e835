import { expect, test } from "bun:test";
import { effect } from "@preact/signals-core";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { Profile } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { People } from "./people.ts";
import type { RequestOf } from "./requests.ts";

async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const DIRECTORY: Profile[] = [
	{ id: 1, name: "asha", display: "Asha Rao" },
	{ id: 2, name: "jun" },
];

function start(
	answer: (request: RequestOf<"people">) => Profile[] = ({ ids, query }) =>
		DIRECTORY.filter(({ id, name }) => ids?.includes(id) ?? name.startsWith(query ?? "")),
) {
	const clock = new FakeClock();
	const asked: RequestOf<"people">[] = [];
	const people = new People(clock, async (request) => {
		asked.push(request);
		return answer(request);
	});
	return { people, clock, asked };
}

test("who is looked at is asked for once, together with others of the moment, and followed", async () => {
	const { people, clock, asked } = start();
	const seen: string[] = [];
	effect(() => void seen.push(people.nameOf({ id: 1, name: "asha" })));
	people.profile(2);
	people.profile(1);
	expect(asked).toEqual([]);
	clock.advance(50);
	await settled();
	expect(asked).toEqual([{ t: "people", ids: [1, 2] }]);
	people.take([{ id: 1, name: "asha", display: "A. Rao" }]);
	people.take([{ id: 1, name: "asha", display: "A. Rao" }]);
	expect(seen).toEqual(["asha", "Asha Rao", "A. Rao"]);
	people.profile(1);
	people.profile(2);
	clock.advance(50);
	expect([asked.length, clock.waiting]).toEqual([1, 0]);
});

test("more than one request may ask for go in several", async () => {
	const { people, clock, asked } = start();
	for (let id = 1; id <= 450; id++) people.profile(id);
	clock.advance(50);
	await settled();
	expect(asked.map(({ ids }) => ids?.length)).toEqual([200, 200, 50]);
});

test("who is found by name is known from then on", async () => {
	const { people, clock, asked } = start();
	expect(await people.find("as")).toEqual([DIRECTORY[0] ?? expect.unreachable()]);
	expect(people.profile(1)?.display).toBe("Asha Rao");
	clock.advance(50);
	expect(asked).toEqual([{ t: "people", query: "as" }]);
});

test("what could not be asked for is asked for with the next connection, and what is known then too", async () => {
	let up = false;
	const { people, clock, asked } = start(() => {
		if (!up) throw new ParlourError("internal", "Away");
		return DIRECTORY;
	});
	people.profile(1);
	people.take([{ id: 2, name: "jun" }]);
	clock.advance(50);
	await settled();
	up = true;
	people.welcome();
	clock.advance(50);
	await settled();
	expect(asked.at(-1)).toEqual({ t: "people", ids: [1, 2] });
	expect(people.profile(1)?.display).toBe("Asha Rao");
});

test("a guest is named as one, by the name that they have now", () => {
	const { people } = start();
	const seen: string[] = [];
	effect(() => void seen.push(people.nameOf({ id: 9, name: "jo", guest: true })));
	people.take([{ id: 9, name: "joanna", guest: true }]);
	people.take([{ id: 9, name: "joanna" }]);
	expect(seen).toEqual(["jo (guest)", "joanna (guest)", "joanna"]);
});
