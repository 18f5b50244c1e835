import type { ComponentChildren } from "preact";

export function PlainCode({ text }: { text: ComponentChildren }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is read by scrolling, with the arrow keys too
		<pre tabIndex={0}>
			<code>{text}</code>
		</pre>
	);
}
