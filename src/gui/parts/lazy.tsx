import { type ComponentType, createElement } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

const AGAIN_MS = 3000;

/**
 * What is not needed at first sight comes when it is; until then `Waiting` with the same props, or nothing where it is
 * quick. Where it cannot be had it is tried again, and what waits stays if it shows what matters (`plain`), so that a lost
 * connection hides nobody's words.
 */
export function lazy<Props extends object>(
	load: () => Promise<ComponentType<Props>>,
	Waiting: ComponentType<Props> | null = null,
	{ plain = false }: { plain?: boolean } = {},
): ComponentType<Props> {
	let loaded: ComponentType<Props> | null = null;
	function Loading(props: Props) {
		const [failed, setFailed] = useState(false);
		const [, arrived] = useState(false);
		// Not after the next frame: what has come already is there at once.
		useLayoutEffect(() => {
			if (loaded) return;
			let gone = false;
			let timer: ReturnType<typeof setTimeout> | undefined;
			const attempt = () => {
				load().then(
					(component) => {
						loaded = component;
						if (!gone) arrived(true);
					},
					() => {
						if (gone) return;
						setFailed(true);
						timer = setTimeout(attempt, AGAIN_MS);
					},
				);
			};
			attempt();
			return () => {
				gone = true;
				clearTimeout(timer);
			};
		}, []);
		if (loaded) return createElement(loaded, props);
		if (failed && !plain) return <LoadFailed />;
		return Waiting && createElement(Waiting, props);
	}
	return function Lazy(props: Props) {
		// What had to be waited for once stays in its place: what it holds is not to be lost.
		const [type] = useState(() => loaded ?? Loading);
		return createElement(type, props);
	};
}

function LoadFailed() {
	return (
		<p class="lazy-failed" role="alert">
			This part could not be loaded. Check the connection and{" "}
			<button class="link" type="button" onClick={() => location.reload()}>
				load the page again
			</button>
		</p>
	);
}

/** Says nothing before a person would wonder. */
export function QuietLoading() {
	return (
		<div class="lazy-waiting" role="status">
			<span>Loading…</span>
		</div>
	);
}
