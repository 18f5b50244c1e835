import * as v from "valibot";
import type { AnswerFrame, Answers, AnswerTo, ErrorFrame } from "../protocol/down.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { RequestFrame } from "../protocol/up.ts";

/** The connection went before the answer came; what was asked for may or may not have happened. */
export class Disconnected extends Error {
	constructor() {
		super("The connection was lost before the answer came");
		this.name = "Disconnected";
	}
}

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
export type RequestOf<T extends keyof Answers> = WithoutId<Extract<RequestFrame, { t: T }>>;

interface Waiting {
	resolve: (answer: AnswerFrame) => void;
	reject: (cause: Error) => void;
}

/** Matches answers to requests by their ids. */
export class Requests {
	readonly #waiting = new Map<number, Waiting>();
	#lastId = 0;

	/** Rejects with ParlourError where the server refuses, and with Disconnected. */
	send<T extends keyof Answers>(send: (text: string) => void, request: RequestOf<T>): Promise<AnswerTo<T>> {
		const id = ++this.#lastId;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve: resolve as (answer: AnswerFrame) => void, reject });
			send(JSON.stringify({ ...request, id }));
		});
	}

	answered(answer: AnswerFrame | ErrorFrame): void {
		if (answer.id === undefined) return;
		const waiting = this.#waiting.get(answer.id);
		this.#waiting.delete(answer.id);
		if (answer.t === "error") waiting?.reject(new ParlourError(answer.code, answer.message, answer.retryAfterMs));
		else waiting?.resolve(answer);
	}

	/** Something came that cannot be read; where it is an answer, its request fails. */
	unreadable(frame: unknown): void {
		const parsed = v.safeParse(v.object({ id: v.number() }), frame);
		if (!parsed.success) return;
		const message = "The server's answer cannot be read: update this client";
		this.answered({ t: "error", id: parsed.output.id, code: "internal", message });
	}

	/** Nothing that was asked will be answered any more. */
	fail(): void {
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { reject } of waiting) reject(new Disconnected());
	}
}
