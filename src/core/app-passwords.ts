import type { Bus } from "../bus/port.ts";
import type { AppPasswordInfo } from "../protocol/app-passwords.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store, StoredSession } from "../store/port.ts";
import type { Origin } from "./accounts.ts";
import type { Clock } from "./clock.ts";
import { refuseGuest } from "./guest-bounds.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { appPasswordHash } from "./passwords.ts";
import type { Secrets } from "./secrets.ts";
import { checkLine } from "./texts.ts";

const MOST = 50;
const MAX_LABEL_CHARS = 64;

interface Ports {
	store: Store;
	bus: Bus;
	clock: Clock;
	secrets: Secrets;
	log: Log;
}

/** Passwords that one client each logs in with: made, listed to their person alone, and ended one by one. */
export class AppPasswords {
	readonly #ports: Ports;
	readonly #limits: Limits;

	constructor(ports: Ports, limits: Limits) {
		this.#ports = ports;
		this.#limits = limits;
	}

	/** The last made first. Throws `forbidden` as all of these for guests and for who came in by one, `rate_limited`. */
	async list(session: StoredSession): Promise<AppPasswordInfo[]> {
		this.#own(session);
		const listed = await this.#ports.store.appPasswordsOf(session.account.id);
		return listed.map(({ usedAt, ...rest }) => (usedAt === null ? rest : { ...rest, usedAt }));
	}

	/** The password is told only here. Throws `bad_request` for a label that is none or one too many, `message_too_long`. */
	async create(session: StoredSession, rawLabel: string, origin: Origin): Promise<{ id: number; password: string }> {
		this.#own(session);
		const { store, clock, secrets, log } = this.#ports;
		const { id: asking, account } = session;
		const label = checkLine("name", rawLabel, MAX_LABEL_CHARS);
		if (label === "") throw new ParlourError("bad_request", "Cannot make this app password: say what it is for");
		if ((await store.appPasswordsOf(account.id)).length >= MOST) {
			throw new ParlourError("bad_request", `Cannot make another app password: ${MOST} are the most. End one first`);
		}
		const password = secrets.randomToken().slice(0, 32);
		const passwordHash = appPasswordHash(secrets, secrets.sha256Hex(password));
		const id = await store.createAppPassword({
			user: account.id,
			session: asking,
			label,
			passwordHash,
			at: clock.now(),
		});
		log.info("app password made", { user: account.name, ...origin });
		return { id, password };
	}

	/** What came in by it is closed at once. Throws `not_found`. */
	async end(session: StoredSession, id: number, origin: Origin): Promise<void> {
		this.#own(session);
		const { store, bus, log } = this.#ports;
		const { account } = session;
		const sessions = await store.endAppPassword({ id, user: account.id });
		log.info("app password ended", { user: account.name, ...origin });
		bus.publish({ type: "sessions-ended", user: account.id, sessions, reason: "revoked", appPassword: id });
	}

	/** One that was lost must not make others. */
	#own({ account, appPassword }: StoredSession): void {
		refuseGuest(account, "have app passwords");
		if (appPassword !== undefined) {
			const message = "Cannot see to app passwords here: log in with the password of the account itself";
			throw new ParlourError("forbidden", message);
		}
		this.#limits.take("reads", account.id);
	}
}
