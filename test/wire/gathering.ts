import type { Answers, AnswerTo, DownFrame } from "../../src/protocol/down.ts";
import type { Message, PlacedMessage } from "../../src/protocol/entities.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

/** Somebody at a socket of their own. */
export class Guest {
	readonly name: string;
	readonly token: string;
	readonly socket: RawSocket;
	readonly id: number;
	#unheard: PlacedMessage[] = [];

	constructor(name: string, token: string, socket: RawSocket) {
		this.name = name;
		this.token = token;
		this.socket = socket;
		this.id = this.welcome.me.id;
	}

	get welcome(): Extract<DownFrame, { t: "welcome" }> {
		const welcome = this.socket.frames.find((frame) => frame.t === "welcome");
		if (!welcome) throw new Error(`${this.name} was not greeted`);
		return welcome;
	}

	/** The answer, which must be none of refusal. */
	async ask<T extends keyof Answers>(request: { t: T } & Record<string, unknown>): Promise<AnswerTo<T>> {
		const answer = await this.socket.ask(request);
		if (answer.t === "error") throw new Error(`${request.t} was refused: ${answer.code} ${answer.message}`);
		return answer as AnswerTo<T>;
	}

	/** The code of the error that answers. */
	async refusal(request: { t: keyof Answers } & Record<string, unknown>): Promise<string> {
		const answer = await this.socket.ask(request);
		if (answer.t !== "error") throw new Error(`${request.t} was not refused: ${JSON.stringify(answer)}`);
		return answer.code;
	}

	async post(room: number, body: string, more: Record<string, unknown> = {}): Promise<number> {
		return (await this.ask({ t: "post", room, nonce: crypto.randomUUID(), body, ...more })).seq;
	}

	/** The first live change that fits, of those that no call gave before. */
	async hear(room: number, fits: (message: Message) => boolean): Promise<Message> {
		for (;;) {
			const heard = this.#unheard.find((change) => change.room === room && fits(change.message));
			if (heard) {
				this.#unheard = this.#unheard.filter((change) => change !== heard);
				return heard.message;
			}
			const frame = await this.socket.next("messages");
			this.#unheard.push(...frame.messages.map((message) => ({ room: frame.room, message })));
		}
	}

	/** All that came of a room, from the frame of that number on. */
	heardOf(room: number, from = 0): DownFrame[] {
		return this.socket.frames.slice(from).filter((frame) => "room" in frame && frame.room === room);
	}

	/** The same person at another device. */
	async anotherDevice(server: RunningParlour): Promise<Guest> {
		return new Guest(this.name, this.token, await RawSocket.enter(server.url, this.token));
	}
}

export async function newGuest(server: RunningParlour, name: string): Promise<Guest> {
	const token = await signUp(server.url, name);
	return new Guest(name, token, await RawSocket.enter(server.url, token));
}

export interface Gathering<Names extends string> {
	server: RunningParlour;
	guests: Record<Names, Guest>;
	/** A public room that all of them are in. */
	makeRoom(name: string): Promise<number>;
}

/** A server of their own, without rate limits or announcements; the first one owns it. */
export async function gather<Names extends string>(...names: Names[]): Promise<Gathering<Names>> {
	const server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	const guests: Partial<Record<Names, Guest>> = {};
	for (const name of names) guests[name] = await newGuest(server, name);
	const all = Object.values<Guest | undefined>(guests).filter((guest) => guest !== undefined);
	return {
		server,
		guests: guests as Record<Names, Guest>,
		async makeRoom(name) {
			const [host, ...others] = all;
			if (!host) throw new Error("nobody is here");
			const { room } = await host.ask({ t: "create", name, visibility: "public" });
			for (const guest of others) await guest.ask({ t: "join", room: room.id });
			return room.id;
		},
	};
}
