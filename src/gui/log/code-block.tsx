import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { copyText } from "../parts/copy-text.ts";
import { CopyIcon } from "../parts/icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt } from "../view.ts";
import styles from "./code-block.css" with { type: "text" };
import { PlainCode } from "./plain-code.tsx";

adoptStyles(styles);

/** Longer code is shown plainly: colouring it would hold up everything else. */
const MOST_COLOURED = 20_000;
const SAID_MS = 1500;

/** Code with its language and a button to copy it; the colours come after the text. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
	const [coloured, setColoured] = useState<ComponentChildren>(null);
	const [copied, setCopied] = useState(false);
	useEffect(() => {
		setColoured(null);
		if (language === "" || text.length > MOST_COLOURED) return;
		let gone = false;
		// Without its colours, code is still code.
		import("./highlight.ts")
			.then(({ highlight }) => gone || setColoured(highlight(text, language)))
			.catch(() => undefined);
		return () => {
			gone = true;
		};
	}, [text, language]);
	useEffect(() => {
		if (!copied) return;
		const timer = setTimeout(() => setCopied(false), SAID_MS);
		return () => clearTimeout(timer);
	}, [copied]);
	return (
		<div class="code">
			<PlainCode text={coloured ?? text} />
			<div class="code-tools">
				<button
					class="icon-button small"
					type="button"
					aria-label="Copy code"
					title="Copy code"
					onClick={() => void attempt(() => copyText(text)).then(setCopied)}
				>
					<CopyIcon />
				</button>
				<span class="code-copied" role="status">
					{copied && "Copied"}
				</span>
				{language !== "" && !copied && <span class="code-language">{language}</span>}
			</div>
		</div>
	);
}
