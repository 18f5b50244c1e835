import { expect, test } from "bun:test";
import { type Mail, Outbox } from "./outbox.ts";

class Sender {
	readonly sent: Mail[] = [];
	readonly #outbox: Outbox;
	#mail: Mail | null = null;

	constructor(outbox: Outbox) {
		this.#outbox = outbox;
	}

	write(text: string): void {
		this.#mail = (this.#mail ?? this.#outbox.begin(this)).and(text);
	}

	flush(): void {
		if (this.#mail) this.sent.push(this.#mail);
		this.#mail = null;
	}
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("what many are sent in a turn goes out to each at once, encoded once", async () => {
	const outbox = new Outbox();
	const senders = Array.from({ length: 5 }, () => new Sender(outbox));
	for (const text of ["one\r\n", "two\r\n", "三\r\n"]) for (const sender of senders) sender.write(text);
	expect(senders.flatMap(({ sent }) => sent)).toEqual([]);
	await turn();
	const [first] = senders[0]?.sent ?? [];
	expect(first?.text).toBe("one\r\ntwo\r\n三\r\n");
	expect(new TextDecoder().decode(first?.bytes)).toBe("one\r\ntwo\r\n三\r\n");
	for (const { sent } of senders) {
		expect(sent).toHaveLength(1);
		expect(sent[0]?.bytes).toBe(first?.bytes ?? new Uint8Array());
	}
	senders[0]?.write("four\r\n");
	await turn();
	expect(senders.map(({ sent }) => sent.length)).toEqual([2, 1, 1, 1, 1]);
	expect(senders[0]?.sent[1]?.text).toBe("four\r\n");
});

test("readers of several kinds, in whatever order they come: each kind's is encoded once", async () => {
	const outbox = new Outbox();
	const senders = Array.from({ length: 6 }, (_, index) => ({ kind: index % 2, sender: new Sender(outbox) }));
	for (const text of ["one", "two"]) for (const { kind, sender } of senders) sender.write(`${kind}${text}`);
	await turn();
	expect(new Set(senders.map(({ sender }) => sender.sent[0]?.bytes)).size).toBe(2);
	expect(senders.map(({ sender }) => sender.sent[0]?.text).slice(0, 2)).toEqual(["0one0two", "1one1two"]);
});

test("each is sent its own, whatever the others are", async () => {
	const outbox = new Outbox();
	const senders = ["a", "b", "c"].map((name) => ({ name, sender: new Sender(outbox) }));
	for (const { name, sender } of senders) sender.write(name);
	for (const { name, sender } of senders.toReversed()) sender.write(name.toUpperCase());
	await turn();
	expect(senders.map(({ sender }) => sender.sent.map(({ text }) => text).join())).toEqual(["aA", "bB", "cC"]);
});
