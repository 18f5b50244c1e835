import { useState } from "preact/hooks";

export interface Act {
	/** Why the last one was refused. */
	error: string | null;
	busy: boolean;
	/** One at a time; the answer is whether it was done. */
	run(action: () => Promise<unknown>): Promise<boolean>;
}

/** What somebody does in a dialog that stays open, and what became of it. */
export function useAct(): Act {
	const [error, setError] = useState<string | null>(null);
	const [busy, setBusy] = useState(false);
	async function run(action: () => Promise<unknown>): Promise<boolean> {
		if (busy) return false;
		setBusy(true);
		setError(null);
		try {
			await action();
			return true;
		} catch (cause) {
			setError(cause instanceof Error ? cause.message : String(cause));
			return false;
		} finally {
			setBusy(false);
		}
	}
	return { error, busy, run };
}
