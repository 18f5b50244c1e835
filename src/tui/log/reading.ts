import { effect, untracked } from "@preact/signals-core";
import type { Room } from "../../client/room.ts";
import type { Workspace } from "../workspace.ts";

const SETTLE_MS = 400;
/** Older messages are asked for when the window comes this near to the oldest. */
const NEAR_ROWS = 40;
const AGAIN_MS = 1000;

/**
 * Where the *New* line stands, the telling of what was read, and the loading of what is older. The line stays where it
 * was when the room was opened, or when one came back to the terminal, so that one can find it.
 */
export function keepReading(workspace: Workspace): () => void {
	const { client, options, log: current } = workspace;
	let shown: Room | null = null;
	let focused = false;
	const endings = [
		effect(() => {
			const log = current.value;
			const looks = options.focused.value;
			const cameBack = looks && !focused;
			const isOther = shown !== (log?.room ?? null);
			focused = looks;
			shown = log?.room ?? null;
			if (!log || !(cameBack || isOther)) return;
			untracked(() => {
				const { unread, readSeq } = log.room;
				if (unread.value > 0) log.newAfter.value = readSeq.value;
				else if (isOther) log.newAfter.value = null;
			});
		}),
		effect(() => {
			const log = current.value;
			if (!log || !options.focused.value || client.connection.value.state !== "online") return;
			const last = log.room.messages.value.at(-1);
			if (!last || !log.atNewest || last.seq <= log.room.readSeq.value) return;
			// Told again with the next message or look.
			const timer = setTimeout(() => client.markRead(log.room, last.seq).catch(() => undefined), SETTLE_MS);
			return () => clearTimeout(timer);
		}),
		effect(() => {
			const log = current.value;
			if (!log || client.connection.value.state !== "online") return;
			const { room } = log;
			if (!room.held.value || !room.hasOlder.value || room.messages.value.length === 0) return;
			if (log.view.value.topRow > NEAR_ROWS) return;
			let timer: ReturnType<typeof setTimeout> | undefined;
			const load = () => {
				client.loadOlder(room).catch(() => (timer = setTimeout(load, AGAIN_MS)));
			};
			load();
			return () => clearTimeout(timer);
		}),
	];
	return () => {
		for (const end of endings) end();
	};
}
