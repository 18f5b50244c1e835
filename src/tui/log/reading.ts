import { computed, effect, untracked } from "@preact/signals-core";
import { effectPerFrame } from "../frames.ts";
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
	/** What somebody reads that is not told as read yet. It stays the same however fast more comes in. */
	const unread = computed(() => {
		const log = current.value;
		if (!log || log.stretch.excerpt || !options.focused.value || !isOnline() || log.keptUnread.value) return null;
		const { messages, readSeq, held } = log.stretch;
		const last = messages.value.at(-1);
		return last && held.value && log.atNewest && last.seq > readSeq.value ? log : null;
	});
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
			const log = unread.value;
			return log ? keepTelling(log) : undefined;
		}),
		effectPerFrame(() => {
			const log = current.value;
			if (!log || !isOnline()) return;
			const { held, hasOlder, messages, loadOlder } = log.stretch;
			if (!held.value || !hasOlder.value || messages.value.length === 0) return;
			return log.view.value.topRow > NEAR_ROWS ? undefined : keepTrying(loadOlder);
		}),
		effectPerFrame(() => {
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

/** Until the answer is called. Who only goes past it has not read it. */
function keepTelling({ stretch }: LogModel): () => void {
	let told = 0;
	let isOver = false;
	let timer = setTimeout(tell, SETTLE_MS);
	async function tell(): Promise<void> {
		const seq = stretch.messages.peek().at(-1)?.seq ?? 0;
		let wait = SETTLE_MS;
		if (seq > told) {
			await stretch.markRead(seq).then(
				() => (told = seq),
				() => (wait = AGAIN_MS),
			);
		}
		if (!isOver) timer = setTimeout(tell, wait);
	}
	return () => {
		isOver = true;
		clearTimeout(timer);
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
