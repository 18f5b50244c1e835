import type { Keep } from "../client/ports.ts";

/** A browser may refuse storage (private windows, full): then nothing is kept, and all else works. */
export const keep: Keep = {
	get(key) {
		try {
			return localStorage.getItem(`parlour:${key}`);
		} catch {
			return null;
		}
	},
	set(key, value) {
		try {
			if (value === null) localStorage.removeItem(`parlour:${key}`);
			else localStorage.setItem(`parlour:${key}`, value);
		} catch {
			// Nothing is kept.
		}
	},
};
