// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the text box, which tells the active option
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { PersonAvatar } from "../../people/person-avatar.tsx";
import { adoptStyles } from "../../styles/adopt-styles.ts";
import type { ComposerModel } from "../composer-model.ts";
import { placeInBox } from "./caret-place.ts";
import { accept, close, complete, completing, LIST_ID } from "./completing.ts";
import styles from "./completion.css" with { type: "text" };
import type { Option } from "./option.ts";
import type { Token } from "./token.ts";

adoptStyles(styles);

const WIDTH_PX = 340;
const COMMANDS_WIDTH_PX = 460;
const GAP_PX = 6;
const EDGE_PX = 8;
const NARROW_PX = 480;

const TITLES = { person: "People", room: "Rooms", emoji: "Emoji", command: "Commands" };

/** What could stand where one types, above the line of the caret. The focus stays in the text box. */
export function CompletionList({ model }: { model: ComposerModel }) {
	const list = useRef<HTMLDivElement>(null);
	const now = completing.value;
	const open = now?.model === model;
	useLayoutEffect(() => {
		if (list.current && model.box && open) place(list.current, model.box, now.token);
	}, [open, now?.token.from, now?.options.length]);
	useLayoutEffect(() => {
		list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
	}, [now?.index]);
	useEffect(() => {
		if (!open) return;
		// The caret goes elsewhere without a keystroke.
		const follow = () => (document.activeElement === model.box ? movedAway(model) && complete(model) : close());
		const { box } = model;
		box?.addEventListener("blur", close);
		document.addEventListener("selectionchange", follow);
		addEventListener("resize", close);
		return () => {
			box?.removeEventListener("blur", close);
			document.removeEventListener("selectionchange", follow);
			removeEventListener("resize", close);
		};
	}, [open, model]);
	useEffect(() => close, [model]);
	if (!open) return null;
	return (
		<>
			<div
				class="completions card"
				id={LIST_ID}
				role="listbox"
				aria-label={TITLES[now.token.kind]}
				// Whatever scrolls has to be in reach of the keys, or checkers complain; the Tab key never comes here.
				tabIndex={0}
				ref={list}
			>
				{now.options.map((option, index) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text box
					<div
						key={option.key}
						id={`${LIST_ID}-${index}`}
						role="option"
						aria-selected={index === now.index}
						// The text box keeps the focus, and a phone its keyboard.
						onPointerDown={(event) => event.preventDefault()}
						onMouseDown={(event) => event.preventDefault()}
						onClick={() => accept(index)}
					>
						<Sign model={model} option={option} />
						<span class="completion-label">{option.label}</span>
						{option.takes && <span class="completion-takes">{option.takes}</span>}
						<span class="completion-detail">{option.detail}</span>
					</div>
				))}
			</div>
			<p class="for-ears" role="status">
				{now.options.length === 1 ? "1 suggestion" : `${now.options.length} suggestions`}
			</p>
		</>
	);
}

function movedAway({ box }: ComposerModel): boolean {
	const token = completing.peek()?.token;
	return token !== undefined && (box?.selectionStart !== token.to || box.selectionEnd !== token.to);
}

function Sign({ model, option: { sign } }: { model: ComposerModel; option: Option }) {
	switch (sign.kind) {
		case "person":
			return <PersonAvatar client={model.client} user={sign.user} size="small" presence />;
		case "sign":
		case "emoji":
			return (
				<span class={`completion-sign completion-${sign.kind}`} aria-hidden="true">
					{sign.char}
				</span>
			);
		case "none":
			return null;
	}
}

/** Above the line where the word begins; on a phone, as wide as the composer. */
function place(list: HTMLElement, box: HTMLTextAreaElement, { kind, from }: Token): void {
	const { left, top } = placeInBox(box, from);
	const field = (box.closest(".composer-box") ?? box).getBoundingClientRect();
	const narrow = field.width < NARROW_PX;
	const width = narrow ? field.width : kind === "command" ? COMMANDS_WIDTH_PX : WIDTH_PX;
	const rightmost = Math.min(innerWidth - EDGE_PX, field.right) - width;
	const line = Math.max(top, field.top);
	list.style.width = `${width}px`;
	list.style.left = `${narrow ? field.left : Math.max(field.left, Math.min(left - EDGE_PX, rightmost))}px`;
	list.style.bottom = `${innerHeight - line + GAP_PX}px`;
	list.style.maxHeight = `${Math.min(320, line - GAP_PX - EDGE_PX)}px`;
}
