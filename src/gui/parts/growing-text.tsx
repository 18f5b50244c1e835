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
	/** Comes first: what it prevents does not happen. */
	onKey?(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void;
	onFocus?(): void;
	onBlur?(): void;
	onPaste?(event: ClipboardEvent): void;
	/** The text box, while it is there. */
	onBox?(box: HTMLTextAreaElement | null): void;
	/** The list that completes what is typed, and which of its options is chosen. */
	list?: { id: string; active: string } | null;
}

/** Safari ends a composition before the key that ended it, which it marks by 229. */
function isComposing(event: KeyboardEvent): boolean {
	return event.isComposing || event.keyCode === 229;
}

/** A text box that grows with its text, up to ten lines. */
export function GrowingText(props: Props) {
	const { label, value, placeholder, autoFocus, onInput, onEnter, onKey, onFocus, onBlur, onPaste, onBox, list } =
		props;
	const box = useRef<HTMLTextAreaElement>(null);
	useLayoutEffect(() => {
		const element = box.current;
		if (!element) return;
		element.style.height = "auto";
		const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
		element.style.height = `${Math.min(element.scrollHeight, Math.ceil(lineHeight * MOST_LINES))}px`;
	}, [value]);
	useLayoutEffect(() => {
		onBox?.(box.current);
		return () => onBox?.(null);
	}, [onBox]);
	useEffect(() => {
		const element = box.current;
		// Who is in it already may have begun to write: their cursor stays.
		if (!autoFocus || !element || element === document.activeElement) return;
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
			enterkeyhint="send"
			value={value}
			{...(list && { "aria-autocomplete": "list", "aria-controls": list.id, "aria-activedescendant": list.active })}
			onFocus={onFocus}
			onBlur={onBlur}
			onPaste={onPaste}
			onInput={(event) => onInput(event.currentTarget.value)}
			onKeyDown={(event) => {
				if (isComposing(event)) return;
				onKey?.(event);
				if (event.defaultPrevented || event.key !== "Enter" || event.shiftKey) return;
				event.preventDefault();
				onEnter();
			}}
		/>
	);
}
