import { Chat } from "./chat.ts";
import type { Context } from "./context.ts";
import { logIn, signUp } from "./credentials.ts";
import type { Session, Stage } from "./session.ts";

const LOG_IN = "1";
const SIGN_UP = "2";
const QUIT = "3";

type Step =
	| { at: "menu" }
	| { at: "name"; choice: typeof LOG_IN | typeof SIGN_UP }
	| { at: "password"; choice: typeof LOG_IN | typeof SIGN_UP; name: string };

const MENU: Step = { at: "menu" };

/** Before log-in. */
export class Menu implements Stage {
	readonly finishesReceived = false;
	readonly #context: Context;
	readonly #session: Session;
	#step: Step = MENU;

	constructor(context: Context, session: Session) {
		this.#context = context;
		this.#session = session;
	}

	receive(frame: string): Promise<void> | void {
		const step = this.#step;
		if (step.at === "menu") return this.#choose(frame);
		if (step.at === "name") {
			this.#step = { at: "password", choice: step.choice, name: frame };
			return;
		}
		this.#step = MENU;
		return step.choice === LOG_IN ? this.#logIn(step.name, frame) : this.#signUp(step.name, frame);
	}

	leave(): void {
		this.#context.strangers.leave(this.#session.address);
	}

	#choose(choice: string): void {
		if (choice === LOG_IN || choice === SIGN_UP) {
			this.#step = { at: "name", choice };
			return;
		}
		if (choice === QUIT) return this.#session.close("quit");
		this.#session.send("<EXIT>");
		this.#session.close("no such menu choice");
	}

	async #logIn(name: string, passwordDigest: string): Promise<void> {
		const result = await logIn(this.#context, this.#session, { name, passwordDigest });
		if (this.#session.over) return;
		if (result.answer !== "Y") return this.#session.send(`<SYSTEM>${result.answer}`);
		const chat = new Chat(this.#context, this.#session, result);
		this.#session.enter(chat, result.account.name);
		this.#session.send("<SYSTEM>Y");
		await chat.open();
	}

	async #signUp(name: string, passwordDigest: string): Promise<void> {
		const answer = await signUp(this.#context, this.#session, { name, passwordDigest });
		this.#session.send(`<SYSTEM>${answer}`);
	}
}
