import type { LoggedIn } from "../../core/passwords.ts";
import type { Connection, EndReason, Person } from "../../core/presence.ts";
import type { Account, Message } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { Batch } from "./batch.ts";
import { type Context, GATEWAY } from "./context.ts";
import { readHistory, type Seen, visitor } from "./history.ts";
import { IncomingMessage } from "./incoming-message.ts";
import { encodeLines, type Happening, type LastAuthor, toPastLine } from "./lines.ts";
import type { Session, Stage } from "./session.ts";
import { clockTime, encodeSystemLine } from "./system-line.ts";

const START = "<START>";
const END = "<END>";
const EXIT = "<EXIT>";
const WELCOME = "**** Welcome ! If you ever want to quit, type <EXIT> to Exit****";
const MAX_CHUNK_CHARS = 32_000;
const MAX_WAITING_CHARS = 1_000_000;
const ENDINGS: Record<Exclude<EndReason, "stopping">, string> = {
	kicked: "The host has ended your connection",
	revoked: "Your session was ended",
};

/** After log-in: the lobby, shown and spoken to. */
export class Chat implements Stage, Connection {
	readonly gateway = GATEWAY;
	readonly session = null;
	readonly account: Account;
	readonly appPassword: number | null;
	readonly #context: Context;
	readonly #session: Session;
	readonly #incoming: IncomingMessage;
	#person: Person | null = null;
	#lastAuthor: LastAuthor = null;
	/** Changes that came while the history was being shown; null once live. */
	#waiting: Happening[] | null = [];
	#waitingChars = 0;
	/** What the history held, until what comes is past it. */
	#seen: Seen | null = null;

	constructor(context: Context, session: Session, { account, appPassword }: LoggedIn) {
		this.#context = context;
		this.#session = session;
		this.account = account;
		this.appPassword = appPassword;
		this.#incoming = new IncomingMessage(context.core.messages.maxBodyChars);
	}

	get address(): string {
		return this.#session.address;
	}

	get finishesReceived(): boolean {
		return this.#person !== null;
	}

	/** History, welcome, arrival, and on from there with no gap and nothing twice. */
	async open(): Promise<void> {
		const { core, broadcast, lobby, historyLines } = this.#context;
		broadcast.chats.add(this);
		core.presence.expect(this.account.id, this);
		const reader = await visitor(core, this.account);
		const history = await readHistory(
			(before, limit) =>
				this.#session.patiently(() => core.history.page(reader, lobby, before === null ? {} : { before }, limit)),
			historyLines,
		);
		if (!history) return;
		await this.#showHistory(history.messages);
		if (this.#session.over) return;
		this.#tell(WELCOME);
		const person = await core.presence.attach(this.account, this, { resumed: false });
		if (this.#session.over) return core.presence.detach(person, this, { deliberate: true });
		this.#person = person;
		this.#goLive(history.seen);
	}

	receive(frame: string): Promise<void> | void {
		if (frame.startsWith(START)) return this.#incoming.add(frame.slice(START.length));
		if (frame === END) return this.#finishMessage();
		this.#context.log.info("protocol fault", {
			gateway: GATEWAY,
			address: this.address,
			user: this.account.name,
			fault: "a frame that is part of no message",
		});
		this.#tell("Cannot go on: your client sent something that is part of no message");
		this.#session.close("protocol fault");
	}

	/** What has happened in the lobby. */
	hear(batch: Batch): void {
		if (!this.#waiting) return this.#show(this.#seen ? this.#newsIn(batch.happenings, this.#seen) : batch);
		for (const happening of batch.happenings) {
			this.#waiting.push(happening);
			this.#waitingChars += happening.message.body.length + 200;
		}
		if (this.#waitingChars > MAX_WAITING_CHARS) this.#session.drop("too slow");
	}

	/** Core, or the gateway as it stops. */
	end(reason: EndReason): void {
		if (this.#session.over) return;
		if (reason !== "stopping") this.#tell(ENDINGS[reason]);
		this.#session.send(`<SYSTEM>${EXIT} ${clockTime(this.#context.clock.now())}`);
		this.#session.close(reason);
	}

	leave(): void {
		this.#context.broadcast.chats.delete(this);
		this.#context.loggedIn.delete(this.account.id);
		const { presence } = this.#context.core;
		presence.forget(this.account.id, this);
		if (this.#person) presence.detach(this.#person, this, { deliberate: true });
	}

	async #showHistory(messages: readonly Message[]): Promise<void> {
		let next = 0;
		while (next < messages.length && !this.#session.over) {
			const lines = [];
			for (let chars = 0; chars < MAX_CHUNK_CHARS; next++) {
				const message = messages[next];
				if (!message) break;
				const line = toPastLine(message);
				if (line) lines.push(line);
				chars += message.body.length + 32;
			}
			const { bytes, lastAuthor } = encodeLines(lines, this.#lastAuthor);
			this.#lastAuthor = lastAuthor;
			this.#session.write(bytes);
			await this.#session.flushed();
		}
	}

	#goLive(seen: Seen): void {
		const waiting = this.#waiting ?? [];
		this.#waiting = null;
		this.#seen = seen;
		this.#show(this.#newsIn(waiting, seen));
	}

	/** A commit can be read before its signal comes, so that a change may still be on its way that the history held. */
	#newsIn(happenings: readonly Happening[], seen: Seen): Batch {
		if ((happenings.at(-1)?.message.rev ?? 0) > seen.latest) this.#seen = null;
		return new Batch(happenings.filter(({ message }) => seen.isNews(message)));
	}

	#show(batch: Batch): void {
		if (batch.isEmpty) return;
		const { bytes, lastAuthor } = batch.encodedAfter(this.#lastAuthor);
		this.#lastAuthor = lastAuthor;
		this.#session.write(bytes);
	}

	/** A system line for this person alone. */
	#tell(text: string): void {
		this.#session.write(encodeSystemLine(text, this.#context.clock.now()));
		this.#lastAuthor = null;
	}

	#finishMessage(): Promise<void> | void {
		const body = this.#incoming.take();
		if (body === EXIT) {
			this.#session.send(`<SYSTEM>${EXIT}`);
			return this.#session.close("left");
		}
		if (body !== null) return this.#post(body);
		const most = this.#context.core.messages.maxBodyChars;
		this.#tell(`Cannot post this: ${most} characters are the most. Shorten or split it`);
	}

	async #post(body: string): Promise<void> {
		const { core, log, lobby } = this.#context;
		const person = this.#person;
		if (!person) return;
		try {
			await this.#session.patiently(() => core.messages.post(person, { room: lobby, body, nonce: null }));
		} catch (cause) {
			if (cause instanceof ParlourError) return this.#tell(cause.message);
			log.error("post failed", { gateway: GATEWAY, user: this.account.name, cause: String(cause) });
			this.#tell("Cannot post this: the server failed");
		}
	}
}
