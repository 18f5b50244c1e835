import type { Connection, EndReason, Person } from "../../../core/presence.ts";
import type { Account } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { type Capabilities, NONE } from "../capabilities.ts";
import { runCommand } from "../commands/commands.ts";
import { type Context, GATEWAY } from "../context.ts";
import type { Line } from "../line/line.ts";
import type { Fault } from "../line/line-reader.ts";
import type { Multiline } from "../multiline.ts";
import { maskOf } from "../names.ts";
import { encode, type Outgoing, type Tag } from "../outgoing.ts";
import { Registration } from "../registration/registration.ts";
import type { Rendered } from "../rendered.ts";
import type { Transport } from "../transport/transport.ts";
import { type Answers, KeptAnswers } from "./answers.ts";
import { tellFault } from "./faults.ts";
import { labelFor, labelled } from "./labelled.ts";
import { Link, type Speaker } from "./link.ts";
import { OwnDoings } from "./own-doings.ts";
import { leave } from "./presence.ts";

const ENDINGS: Record<EndReason, string> = {
	stopping: "The server is stopping",
	revoked: "This session was ended",
	kicked: "The host has ended your sessions",
};

/** Somebody's IRC client: who it is, what it can take, and what it is told. */
export class IrcClient implements Connection, Speaker {
	readonly gateway = GATEWAY;
	readonly session = null;
	readonly context: Context;
	readonly link: Link;
	readonly registration: Registration;
	capabilities: Capabilities = NONE;
	/** Said CAP LS 302, or more. */
	capVersion = 301;
	/** None for a guest. */
	account: Account | null = null;
	appPassword: number | null = null;
	/** OPER has made it one. */
	operator = false;
	#modes = "";
	person: Person | null = null;
	/** The room that a JOIN of this client is under way to, by the key of its name: the command shows it. */
	joining: string | null = null;
	/** A BATCH that the client has begun. */
	multiline: Multiline | null = null;
	readonly own = new OwnDoings();
	/** Where what answers the command goes that is being worked on; null for straight out. */
	#answers: Answers | null = null;

	constructor(context: Context, transport: Transport) {
		this.context = context;
		this.link = new Link(context, transport, this);
		this.registration = new Registration(this);
	}

	get address(): string {
		return this.link.address;
	}

	get secure(): boolean {
		return this.link.secure;
	}

	get over(): boolean {
		return this.link.over;
	}

	get user(): string | undefined {
		return this.person?.user.name;
	}

	/** What the client calls itself; `*` before it has said so. */
	get nick(): string {
		return this.user ?? this.registration.nick ?? "*";
	}

	get serverName(): string {
		return this.context.settings.serverName;
	}

	get mask(): string {
		return this.person ? maskOf(this.person.user, this.serverName) : `${this.nick}!*@*`;
	}

	/** What MODE has set of itself, in order. */
	get modes(): string {
		return this.#modes;
	}

	setMode(char: string, on: boolean): void {
		const others = [...this.#modes].filter((mode) => mode !== char);
		this.#modes = (on ? [...others, char] : others).sort().join("");
	}

	/** An answer to the command that is being worked on. */
	reply(numeric: string, ...params: string[]): void {
		this.answer({ command: numeric, params: [this.nick, ...params] });
	}

	/** IRCv3 standard-replies. */
	fail(command: string, code: string, ...rest: string[]): void {
		this.answer({ command: "FAIL", params: [command, code, ...rest] });
	}

	answer(line: Outgoing): void {
		if (this.#answers) this.#answers.add(line);
		else this.tell(line);
	}

	/** While this runs, what answers the client goes there. */
	async answering(answers: Answers, run: () => Promise<void>): Promise<void> {
		const outer = this.#answers;
		this.#answers = answers;
		try {
			await run();
		} finally {
			this.#answers = outer;
		}
	}

	/** What answers the client while this runs is told as `shape` makes it: at the end, or before anything else is. */
	async collecting(
		run: () => Promise<void>,
		shape: (lines: readonly Outgoing[]) => readonly Outgoing[],
	): Promise<void> {
		const outer = this.#answers ?? { add: (line: Outgoing) => this.tell(line), giveWay() {} };
		const kept = new KeptAnswers(outer, shape);
		try {
			await this.answering(kept, run);
		} finally {
			kept.release();
		}
	}

	/** What answers nothing. */
	tell(line: Outgoing, extra: readonly Tag[] = []): void {
		this.#answers?.giveWay();
		this.link.write(encode(line, this.serverName, this.capabilities.looks, extra));
	}

	/** A numeric that answers nothing. */
	tellReply(numeric: string, ...params: string[]): void {
		this.tell({ command: numeric, params: [this.nick, ...params] });
	}

	/** What others are told too; `answers` where the client's own command may have led to it. */
	tellRendered(rendered: Rendered, answers = false): void {
		if (answers) for (const line of rendered.lines) this.answer(line);
		else {
			this.#answers?.giveWay();
			this.link.write(rendered.textFor(this.capabilities.looks));
		}
	}

	/** Where core says that it is too soon, waits, and reads nothing more meanwhile. */
	async patiently<T>(attempt: () => Promise<T>): Promise<T> {
		for (;;) {
			try {
				return await attempt();
			} catch (cause) {
				if (!(cause instanceof ParlourError) || cause.code !== "rate_limited" || this.over) throw cause;
				await this.link.sleep(cause.retryAfterMs ?? 1000);
			}
		}
	}

	handle(line: Line): Promise<void> {
		return labelled(this, labelFor(this, line), () => runCommand(this, line));
	}

	refuse(fault: Fault): Promise<void> {
		return tellFault(this, fault);
	}

	/** Core ends it. */
	end(reason: EndReason): void {
		this.close(ENDINGS[reason], reason !== "stopping");
	}

	close(why: string, deliberate = false): void {
		this.link.close(why, deliberate);
	}

	ended(why: string, deliberate: boolean): void {
		this.multiline = null;
		leave(this, why, deliberate);
	}
}
