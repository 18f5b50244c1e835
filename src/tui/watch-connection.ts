import { effect, type Signal } from "@preact/signals-core";
import type { Client } from "../client/client.ts";

/** A connection that comes at once needs no words. */
const QUIET_MS = 700;

/** Puts what is to be said of a connection that is not there. The answer ends it. */
export function watchConnection(client: Client, offline: Signal<string | null>): () => void {
	return effect(() => {
		if (client.connection.value.state === "online") {
			offline.value = null;
			return undefined;
		}
		const words = client.me.peek() ? "Reconnecting… What you send goes out after" : "Connecting…";
		const timer = setTimeout(() => (offline.value = words), offline.peek() === null ? QUIET_MS : 0);
		return () => clearTimeout(timer);
	});
}
