import { expect, test } from "bun:test";
import { computed, signal } from "@preact/signals-core";
import { effectPerFrame } from "./frames.ts";

/** Until a frame has come with all that was due. */
function nextFrame(): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const asked = signal(false);
	const stop = effectPerFrame(() => {
		if (asked.value) resolve();
	});
	asked.value = true;
	return promise.finally(stop);
}

test("however often something changes, it is drawn once a frame as it is by then, and made no oftener", async () => {
	const count = signal(0);
	let made = 0;
	const line = computed(() => {
		made++;
		return `${count.value} messages`;
	});
	const drawn: string[] = [];
	const stop = effectPerFrame(() => {
		drawn.push(line.value);
	});
	for (let n = 1; n <= 1000; n++) count.value = n;
	expect(drawn).toEqual(["0 messages"]);
	await nextFrame();
	expect(drawn).toEqual(["0 messages", "1000 messages"]);
	// At first, to find that it has changed, and for the frame.
	expect(made).toBe(3);
	stop();
	count.value = 0;
	await nextFrame();
	expect(drawn.length).toBe(2);
});

test("what stops between a change and its frame is not drawn any more", async () => {
	const count = signal(0);
	let drawn = 0;
	const stop = effectPerFrame(() => {
		void count.value;
		drawn++;
	});
	count.value = 1;
	stop();
	await nextFrame();
	expect(drawn).toBe(1);
});

test("what is shown is cleaned up before it is shown anew, and at the end", async () => {
	const room = signal("lobby");
	const seen: string[] = [];
	const stop = effectPerFrame(() => {
		const name = room.value;
		seen.push(`in ${name}`);
		return () => void seen.push(`out of ${name}`);
	});
	room.value = "kelp";
	await nextFrame();
	expect(seen).toEqual(["in lobby", "out of lobby", "in kelp"]);
	stop();
	expect(seen.at(-1)).toBe("out of kelp");
});
