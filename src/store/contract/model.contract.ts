import { expect, test } from "bun:test";
import fc from "fast-check";
import type { User } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { Store } from "../port.ts";
import { Model } from "./room-model.contract.ts";
import { PEOPLE, run, type Step, step } from "./steps.contract.ts";
import {
	changesIn,
	createAccount,
	createRoom,
	headOf,
	listen,
	logOf,
	oneTo,
	type Start,
} from "./under-test.contract.ts";

export function modelContract(start: Start): void {
	test("whatever people do at once, the store is a log of it without holes: the model agrees", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
				async (batches) => {
					await using under = await start();
					await agree(under.store, batches);
				},
			),
			{ numRuns: 60 },
		);
	}, 60_000);
}

/** Runs the steps of a batch at once, the batches one after another, and compares the store with the model. */
async function agree(store: Store, batches: Step[][]): Promise<void> {
	const people: User[] = [];
	for (let n = 0; n < PEOPLE; n++) people.push(await createAccount(store, `p${n}`));
	const person = (n: number) => people[n] ?? expect.unreachable();
	const model = new Model();
	const heard = listen(store);
	const rooms: number[] = [];
	for (const name of ["one", "two"]) {
		const id = await createRoom(store, person(0), name);
		rooms.push(id);
		model.open(id, person(0));
	}
	const parts = (step: Step): [Step, number, User, User] => [
		step,
		rooms[step.room] ?? 0,
		person("who" in step ? step.who : 0),
		person("whom" in step ? step.whom : 0),
	];
	// One room has everybody in it from the beginning, the other its creator alone.
	const joins = oneTo(PEOPLE - 1).map((who): Step => ({ do: "join", who, room: 0 }));
	for (const batch of [joins, ...batches]) {
		const outcomes = await Promise.all(
			batch.map((step) => {
				const written = run(store, ...parts(step));
				return written.then(
					() => null,
					(cause: unknown) => (cause instanceof ParlourError ? cause.code : String(cause)),
				);
			}),
		);
		const expected = batch.map((step) => model.apply(...parts(step)));
		expect(outcomes).toEqual(expected);
	}
	for (const id of rooms) {
		const { head, topic, members } = model.rooms.get(id) ?? expect.unreachable();
		const log = model.log(id);
		const shown = log.filter(({ thread, inRoom }) => thread === undefined || inRoom);
		expect(await logOf(store, id)).toEqual(shown);
		expect(await headOf(store, id)).toBe(head);
		expect((await store.room(id))?.topic).toBe(topic);
		expect(new Set((await store.members(id)).map((user) => user.id))).toEqual(new Set(members.keys()));
		expect(changesIn(heard, id).map(({ message }) => message.rev)).toEqual(oneTo(head));
		const [reader] = members.keys();
		for (const { seq, replies } of log) {
			const thread = replies && reader !== undefined ? await store.thread(reader, id, seq, null, 1000) : null;
			if (thread) expect(thread.messages).toEqual(model.replies(id, seq));
		}
		for (const cursor of [0, Math.floor(head / 2), head]) {
			const changed = log.filter(({ rev }) => rev > cursor).sort((a, b) => a.rev - b.rev);
			expect(await store.changesSince(id, cursor, 1000)).toEqual(changed);
		}
		for (const user of people) {
			const readSeq = members.get(user.id);
			const unread = shown.filter(
				({ seq, kind, deleted, author }) =>
					kind === "text" && !deleted && author?.id !== user.id && seq > (readSeq ?? 0),
			);
			const summary = await store.roomOf(user.id, id);
			expect(summary && [summary.head, summary.readSeq, summary.unread]).toEqual(
				readSeq === undefined ? null : [head, readSeq, unread.length],
			);
			const threads = (await store.unreadThreads(user.id, 1000)).filter((mark) => mark.room === id);
			expect(new Map(threads.map((mark) => [mark.root, mark.unread]))).toEqual(model.unreadThreads(id, user.id));
		}
	}
}
