import { effect, untracked } from "@preact/signals-core";
import type { Workspace } from "../workspace.ts";
import type { LogModel } from "./log-model.ts";

const SETTLE_MS = 400;
/** Older messages are asked for when the window comes this near to the oldest; newer ones, of the past, likewise. */
const NEAR_ROWS = 40;
const AGAIN_MS = 1000;

/**
 * Where the *New* line stands, the telling of what was read, and the loading of what is older. The line stays where it
 * was when the log was opened, or when one came back to the terminal, so that one can find it.
 */
export function keepReading(workspace: Workspace): () => void {
	const { client, options, log: current } = workspace;
	let shown: LogModel | null = null;
	let focused = false;
	const isOnline = () => client.connection.value.state === "online";
	const endings = [
		effect(() => {
			const log = current.value;
			const looks = options.focused.value;
			// One's place in a thread comes with its first page.
			if (log?.stretch.thread && !log.stretch.held.value) return;
			const cameBack = looks && !focused;
			const isOther = shown !== log;
			focused = looks;
			shown = log;
			if (!log || !(cameBack || isOther)) return;
			untracked(() => {
				const { unread, readSeq } = log.stretch;
				log.keptUnread.value = false;
				if (unread.value > 0) log.newAfter.value = readSeq.value;
				else if (isOther) log.newAfter.value = null;
			});
		}),
		effect(() => {
			const log = current.value;
			if (!log || log.stretch.excerpt || !options.focused.value || !isOnline() || log.keptUnread.value) return;
			const { messages, readSeq, held } = log.stretch;
			const last = messages.value.at(-1);
			if (!last || !held.value || !log.atNewest || last.seq <= readSeq.value) return;
			// Told again with the next message or look.
			const timer = setTimeout(() => log.stretch.markRead(last.seq).catch(() => undefined), SETTLE_MS);
			return () => clearTimeout(timer);
		}),
		effect(() => {
			const log = current.value;
			if (!log || !isOnline()) return;
			const { held, hasOlder, messages, loadOlder } = log.stretch;
			if (!held.value || !hasOlder.value || messages.value.length === 0) return;
			return log.view.value.topRow > NEAR_ROWS ? undefined : keepTrying(loadOlder);
		}),
		effect(() => {
			const log = current.value;
			if (!log || !isOnline()) return;
			const { held, hasNewer, messages, loadNewer } = log.stretch;
			if (!held.value || !hasNewer.value || messages.value.length === 0) return;
			return log.view.value.rowsBelow > NEAR_ROWS ? undefined : keepTrying(loadNewer);
		}),
	];
	return () => {
		for (const end of endings) end();
	};
}

/** Until it has come about, or the answer is called. */
function keepTrying(load: () => Promise<void>): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const attempt = () => {
		load().catch(() => (timer = setTimeout(attempt, AGAIN_MS)));
	};
	attempt();
	return () => clearTimeout(timer);
}
