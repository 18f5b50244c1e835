import { addressKey } from "../core/log-in-guard.ts";

const MAX_PER_ADDRESS = 200;
const MAX_IN_ALL = 2_000;

/** How many connections may be there that have not logged in. */
export class Strangers {
	readonly #perAddress = new Map<string, number>();
	#inAll = 0;

	get count(): number {
		return this.#inAll;
	}

	/** False where there are too many. */
	admit(address: string): boolean {
		const key = addressKey(address);
		const here = this.#perAddress.get(key) ?? 0;
		if (here >= MAX_PER_ADDRESS || this.#inAll >= MAX_IN_ALL) return false;
		this.#perAddress.set(key, here + 1);
		this.#inAll++;
		return true;
	}

	leave(address: string): void {
		const key = addressKey(address);
		const here = this.#perAddress.get(key) ?? 0;
		if (here > 1) this.#perAddress.set(key, here - 1);
		else this.#perAddress.delete(key);
		this.#inAll--;
	}
}
