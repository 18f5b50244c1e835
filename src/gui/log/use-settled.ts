import { useEffect, useMemo } from "preact/hooks";

const SETTLE_MS = 400;
const AT_MOST_MS = 1500;

/** Calls it once nothing has asked for a moment; where something always asks, as in a busy room, not much later all the same. */
export function useSettled(act: () => void): () => void {
	const { ask, cancel } = useMemo(() => settling(act), [act]);
	useEffect(() => cancel, [cancel]);
	return ask;
}

function settling(act: () => void) {
	let since: number | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const ask = () => {
		const now = performance.now();
		since ??= now;
		clearTimeout(timer);
		timer = setTimeout(
			() => {
				since = null;
				act();
			},
			Math.min(SETTLE_MS, Math.max(0, since + AT_MOST_MS - now)),
		);
	};
	return { ask, cancel: () => clearTimeout(timer) };
}
