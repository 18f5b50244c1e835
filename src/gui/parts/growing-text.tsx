import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const MOST_LINES = 10;

interface Props {
	label: string;
	value: string;
	placeholder?: string;
	autoFocus?: boolean;
	onInput(text: string): void;
	/** Enter without Shift, and not while an input method composes. */
	onEnter(): void;
	onKey?(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void;
}

/** Safari ends a composition before the key that ended it, which it marks by 229. */
function isComposing(event: KeyboardEvent): boolean {
	return event.isComposing || event.keyCode === 229;
}

/** A text box that grows with its text, up to ten lines. */
export function GrowingText({ label, value, placeholder, autoFocus, onInput, onEnter, onKey }: Props) {
	const box = useRef<HTMLTextAreaElement>(null);
	useLayoutEffect(() => {
		const element = box.current;
		if (!element) return;
		element.style.height = "auto";
		const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
		element.style.height = `${Math.min(element.scrollHeight, Math.ceil(lineHeight * MOST_LINES))}px`;
	}, [value]);
	useEffect(() => {
		const element = box.current;
		if (!autoFocus || !element) return;
		element.focus();
		element.setSelectionRange(element.value.length, element.value.length);
	}, [autoFocus]);
	return (
		<textarea
			ref={box}
			class="growing"
			rows={1}
			aria-label={label}
			placeholder={placeholder ?? ""}
			value={value}
			onInput={(event) => onInput(event.currentTarget.value)}
			onKeyDown={(event) => {
				if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) {
					event.preventDefault();
					onEnter();
				} else onKey?.(event);
			}}
		/>
	);
}
