import { type ComponentType, createElement } from "preact";
import { useEffect, useState } from "preact/hooks";

/** What is not needed at first sight comes when it is; until then `Waiting` with the same props, or nothing where it is quick. */
export function lazy<Props extends object>(
	load: () => Promise<ComponentType<Props>>,
	Waiting: ComponentType<Props> | null = null,
): ComponentType<Props> {
	let loaded: ComponentType<Props> | null = null;
	return function Lazy(props: Props) {
		const [failed, setFailed] = useState(false);
		const [, arrived] = useState(false);
		useEffect(() => {
			if (loaded) return;
			let gone = false;
			load().then(
				(component) => {
					loaded = component;
					if (!gone) arrived(true);
				},
				() => !gone && setFailed(true),
			);
			return () => {
				gone = true;
			};
		}, []);
		if (loaded) return createElement(loaded, props);
		if (failed) return <LoadFailed />;
		return Waiting && createElement(Waiting, props);
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
