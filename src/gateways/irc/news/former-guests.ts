import { nameKey } from "../../../core/names.ts";

const MOST = 500;

interface Former {
	key: string;
	name: string;
	username: string;
	realname: string;
}

/** Names that guests had here, for WHOWAS. */
export class FormerGuests {
	readonly #former: Former[] = [];

	/** `said`: by USER. */
	add(name: string, said: { username?: string | undefined; realname?: string | undefined } | null | undefined): void {
		const { username = name, realname = name } = said ?? {};
		this.#former.push({ key: nameKey(name), name, username, realname });
		if (this.#former.length > MOST) this.#former.shift();
	}

	/** The last one first. */
	find(nick: string): Former[] {
		const key = nameKey(nick);
		return this.#former.filter((former) => former.key === key).reverse();
	}
}
