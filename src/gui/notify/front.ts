const LOCK = "parlour:front";

/**
 * While somebody looks at this window it holds a lock that all of the browser's windows know of: the browser lets it go
 * with the window, whatever happens to that. The answer ends it. Where there are no locks (without https) there are no
 * notifications either.
 */
export function holdWhileInFront(): () => void {
	if (!("locks" in navigator)) return () => undefined;
	let letGo: (() => void) | null = null;
	const hold = () => {
		if (letGo || !document.hasFocus()) return;
		const held = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		navigator.locks.request(LOCK, { mode: "shared" }, () => held).catch(() => undefined);
	};
	const release = () => {
		letGo?.();
		letGo = null;
	};
	addEventListener("focus", hold);
	addEventListener("blur", release);
	hold();
	return () => {
		removeEventListener("focus", hold);
		removeEventListener("blur", release);
		release();
	};
}

/** Whether somebody looks at this window, or at another one of this browser. */
export async function isSomeWindowInFront(): Promise<boolean> {
	if (document.hasFocus()) return true;
	if (!("locks" in navigator)) return false;
	const { held } = await navigator.locks.query();
	return held?.some(({ name }) => name === LOCK) ?? false;
}
