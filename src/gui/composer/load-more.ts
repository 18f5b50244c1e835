import { signal } from "@preact/signals";

export type More = typeof import("./more.tsx");

/** All of the composer that plain words do not need; null until it is there. */
export const more = signal<More | null>(null);

/** Asked for again where it could not be had. */
export async function loadMore(): Promise<More> {
	const parts = more.peek() ?? (await import("./more.tsx"));
	more.value = parts;
	return parts;
}

export function loadMoreWhenIdle(): void {
	const load = () => void loadMore().catch(() => undefined);
	// Safari has no idle callback.
	if (typeof requestIdleCallback === "function") requestIdleCallback(load, { timeout: 2000 });
	else setTimeout(load, 500);
}
