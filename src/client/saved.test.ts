import { expect, test } from "bun:test";
import type { PlacedMessage } from "../protocol/entities.ts";
import { Saved } from "./saved.ts";

async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function placed(room: number, seq: number): PlacedMessage {
	return { room, message: { seq, rev: seq, at: 0, kind: "text", author: null, body: "" } };
}

function start() {
	const loads: ((list: PlacedMessage[]) => void)[] = [];
	const saved = new Saved(() => new Promise((resolve) => loads.push(resolve)));
	return { saved, loads, keys: () => [...saved.keys.value] };
}

test("what is saved is asked for when somebody looks first, and again with each connection", async () => {
	const { saved, loads, keys } = start();
	saved.welcome();
	await settled();
	expect(loads).toHaveLength(0);
	expect(keys()).toEqual([]);
	await settled();
	loads[0]?.([placed(1, 5)]);
	await settled();
	expect(keys()).toEqual(["1:5"]);
	saved.welcome();
	expect(loads).toHaveLength(2);
});

test("what is saved or forgotten while the list is on its way is not undone by it", async () => {
	const { saved, loads, keys } = start();
	const list = saved.load();
	saved.told(1, 5, false);
	saved.told(1, 6, true);
	loads[0]?.([placed(1, 5), placed(2, 7)]);
	expect(await list).toHaveLength(2);
	expect(keys()).toEqual(["2:7", "1:6"]);
	saved.told(2, 7, false);
	expect(keys()).toEqual(["1:6"]);
});
