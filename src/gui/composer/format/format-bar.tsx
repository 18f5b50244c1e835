import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { adoptStyles } from "../../styles/adopt-styles.ts";
import type { ComposerModel } from "../composer-model.ts";
import { applyFormat } from "./apply-format.ts";
import type { Format } from "./format.ts";
import styles from "./format-bar.css" with { type: "text" };
import {
	BlockIcon,
	BoldIcon,
	CodeIcon,
	ItalicIcon,
	LinkIcon,
	ListIcon,
	QuoteIcon,
	StrikeIcon,
} from "./format-icons.tsx";

adoptStyles(styles);

const BUTTONS: readonly { format: Format; name: string; keys?: string; Icon: ComponentType }[] = [
	{ format: "bold", name: "Bold", keys: "Ctrl B", Icon: BoldIcon },
	{ format: "italic", name: "Italic", keys: "Ctrl I", Icon: ItalicIcon },
	{ format: "strike", name: "Strike", Icon: StrikeIcon },
	{ format: "code", name: "Code", Icon: CodeIcon },
	{ format: "block", name: "Code block", Icon: BlockIcon },
	{ format: "quote", name: "Quote", Icon: QuoteIcon },
	{ format: "list", name: "List", Icon: ListIcon },
	{ format: "link", name: "Link", Icon: LinkIcon },
];

/** For those who don't know Markdown. One stop of the Tab key; the arrows go from button to button. */
export function FormatBar({ model }: { model: ComposerModel }) {
	const bar = useRef<HTMLDivElement>(null);
	const at = useRef(0);
	function go(event: KeyboardEvent) {
		const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
		if (by === 0) return;
		event.preventDefault();
		const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
		at.current = (at.current + by + buttons.length) % buttons.length;
		for (const [index, button] of buttons.entries()) button.tabIndex = index === at.current ? 0 : -1;
		buttons[at.current]?.focus();
	}
	return (
		<div class="format-bar" role="toolbar" aria-label="Format" ref={bar} onKeyDown={go}>
			{BUTTONS.map(({ format, name, keys, Icon }, index) => (
				<button
					key={format}
					class="icon-button"
					type="button"
					aria-label={name}
					title={keys === undefined ? name : `${name} (${keys})`}
					tabIndex={index === 0 ? 0 : -1}
					// What is selected stays so.
					onMouseDown={(event) => event.preventDefault()}
					onClick={() => applyFormat(model, format)}
				>
					<Icon />
				</button>
			))}
		</div>
	);
}
