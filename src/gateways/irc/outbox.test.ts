import { expect, test } from "bun:test";
import { Outbox } from "./outbox.ts";

class Sender {
	readonly writes: Uint8Array[] = [];
	readonly #outbox: Outbox;
	#pending = "";

	constructor(outbox: Outbox) {
		this.#outbox = outbox;
	}

	write(text: string): void {
		if (this.#pending === "") this.#outbox.add(this);
		this.#pending = this.#pending === "" ? text : this.#outbox.join(this.#pending, text);
	}

	flush(encode: (text: string) => Uint8Array): void {
		this.writes.push(encode(this.#pending));
		this.#pending = "";
	}
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("what many are sent in a turn is one write each, encoded once", async () => {
	const outbox = new Outbox();
	const senders = Array.from({ length: 5 }, () => new Sender(outbox));
	for (const text of ["one\r\n", "two\r\n", "三\r\n"]) for (const sender of senders) sender.write(text);
	expect(senders.flatMap(({ writes }) => writes)).toEqual([]);
	await turn();
	for (const { writes } of senders) {
		expect(writes.map((bytes) => new TextDecoder().decode(bytes))).toEqual(["one\r\ntwo\r\n三\r\n"]);
		expect(writes[0]).toBe(senders[0]?.writes[0] ?? new Uint8Array());
	}
	senders[0]?.write("four\r\n");
	await turn();
	expect(senders.map(({ writes }) => writes.length)).toEqual([2, 1, 1, 1, 1]);
});

test("each is sent its own, whatever the others are", async () => {
	const outbox = new Outbox();
	const senders = ["a", "b", "c"].map((name) => ({ name, sender: new Sender(outbox) }));
	for (const { name, sender } of senders) sender.write(name);
	for (const { name, sender } of senders.toReversed()) sender.write(name.toUpperCase());
	await turn();
	const texts = senders.map(({ sender }) => sender.writes.map((bytes) => new TextDecoder().decode(bytes)).join());
	expect(texts).toEqual(["aA", "bB", "cC"]);
});
