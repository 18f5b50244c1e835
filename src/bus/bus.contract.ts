import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { RoomChange } from "../store/port.ts";
import type { Bus, Signal } from "./port.ts";

export interface BusUnderTest {
	bus: Bus;
	/** What subscribers threw. */
	errors: unknown[];
}

interface Ear {
	heard: Signal[];
	leave(): void;
	/** Resolves once `count` signals were heard. */
	until(count: number): Promise<void>;
}

function typing(room: number): Signal {
	return { type: "typing", user: { id: 1, name: "asha" }, room };
}

function listen(bus: Bus, onSignal: (signal: Signal) => void = () => undefined): Ear {
	const heard: Signal[] = [];
	let wake = () => {};
	const leave = bus.subscribe((signal) => {
		heard.push(signal);
		wake();
		onSignal(signal);
	});
	return {
		heard,
		leave,
		async until(count) {
			while (heard.length < count) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		},
	};
}

/** What every bus promises its node. */
export function busContract(name: string, start: () => Promise<BusUnderTest>): void {
	describe(`the bus contract on ${name}`, () => {
		let bus: Bus;
		let errors: unknown[];
		beforeEach(async () => {
			({ bus, errors } = await start());
		});
		afterEach(() => bus.close());

		test("every subscriber hears every signal once, in the order of publishing, and as it was published", async () => {
			const first = listen(bus);
			const second = listen(bus);
			const author = { id: 2, name: "प्रिया" };
			const said: RoomChange = {
				room: 7,
				message: { seq: 1, rev: 1, at: 5, kind: "text", author, body: "नमस्ते 🚢", nonce: "n-1" },
				kind: { type: "posted" },
			};
			const cleared: RoomChange = {
				room: 7,
				message: { seq: 2, rev: 2, at: 6, kind: "system", author: null, body: "", event: "cleared" },
				kind: { type: "posted" },
			};
			const signals: Signal[] = [
				{ type: "membership", user: 2, room: 7, member: true },
				{ type: "changes", room: 7, changes: [said, cleared] },
				{ type: "read", user: 2, room: 7, seq: 2, unread: 0, mentions: 0, head: 2 },
				{ type: "draft", user: 2, draft: { room: 7, body: "अभी" } },
				{ type: "profile", profile: { id: 2, name: "प्रिया", status: { emoji: "🌴", text: "" } } },
				typing(7),
				{ type: "presence", user: { id: 2, name: "प्रिया" }, online: false },
				{ type: "sessions-ended", user: 2, sessions: [4, 5], reason: "revoked" },
			];
			for (const signal of signals) bus.publish(signal);
			await Promise.all([first.until(signals.length), second.until(signals.length)]);
			expect(first.heard).toEqual(signals);
			expect(second.heard).toEqual(signals);
		});

		test("a burst keeps its order and loses nothing", async () => {
			const ear = listen(bus);
			const signals = Array.from({ length: 500 }, (_, index) => typing(index + 1));
			for (const signal of signals) bus.publish(signal);
			await ear.until(signals.length);
			expect(ear.heard).toEqual(signals);
		});

		test("what a subscriber publishes while it is told comes after what it is told of, for everybody", async () => {
			const answer = (signal: Signal) => {
				if (signal.type === "typing" && signal.room === 1) bus.publish(typing(2));
			};
			const first = listen(bus, answer);
			const second = listen(bus);
			bus.publish(typing(1));
			await Promise.all([first.until(2), second.until(2)]);
			expect(first.heard).toEqual([typing(1), typing(2)]);
			expect(second.heard).toEqual([typing(1), typing(2)]);
		});

		test("a subscriber that throws stops neither the publisher nor the others, and is told of", async () => {
			const fault = new Error("a subscriber's own fault");
			const thrower = listen(bus, () => {
				throw fault;
			});
			const other = listen(bus);
			expect(() => bus.publish(typing(1))).not.toThrow();
			bus.publish(typing(2));
			await Promise.all([thrower.until(2), other.until(2)]);
			expect(other.heard).toEqual([typing(1), typing(2)]);
			expect(thrower.heard).toEqual([typing(1), typing(2)]);
			expect(errors).toEqual([fault, fault]);
		});

		test("who unsubscribed hears nothing more, and the others still do", async () => {
			const leaver = listen(bus);
			const stayer = listen(bus);
			bus.publish(typing(1));
			await Promise.all([leaver.until(1), stayer.until(1)]);
			leaver.leave();
			leaver.leave();
			bus.publish(typing(2));
			await stayer.until(2);
			expect(leaver.heard).toEqual([typing(1)]);
		});

		test("one may unsubscribe while being told", async () => {
			const once = listen(bus, () => once.leave());
			const stayer = listen(bus);
			bus.publish(typing(1));
			bus.publish(typing(2));
			await stayer.until(2);
			expect(once.heard).toEqual([typing(1)]);
		});

		test("a closed bus tells nobody, and publishing on it does not throw", async () => {
			const ear = listen(bus);
			bus.publish(typing(1));
			await ear.until(1);
			await bus.close();
			expect(() => bus.publish(typing(2))).not.toThrow();
			expect(ear.heard).toEqual([typing(1)]);
		});
	});
}
