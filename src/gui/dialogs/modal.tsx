import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { CloseIcon } from "../parts/icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import styles from "./modal.css" with { type: "text" };

adoptStyles(styles);

interface Props {
	title: string;
	size?: "small" | "normal" | "wide" | "large";
	/** The title is for ears only, and what is inside brings its own way out. */
	bare?: boolean;
	onClose(): void;
	/** Where the focus goes, when not back to where it was. */
	onGone?: (() => void) | undefined;
	children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, closes on Escape, and gives the focus back. */
export function Modal({ title, size = "normal", bare = false, onClose, onGone, children }: Props) {
	const element = useRef<HTMLDialogElement>(null);
	const gone = useRef(onGone);
	const titleId = useId();
	useLayoutEffect(() => {
		const dialog = element.current;
		dialog?.showModal();
		return () => {
			// While it is in the page still: closing it gives the focus back, which nothing outside takes before.
			dialog?.close();
			gone.current?.();
		};
	}, []);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
		<dialog
			ref={element}
			class={`card modal ${size}`}
			aria-labelledby={titleId}
			// Not when it was this component that went, and closed it.
			onClose={() => element.current && onClose()}
			onClick={(event) => {
				if (event.target === event.currentTarget) onClose();
			}}
		>
			<div class="modal-inside">
				{bare ? (
					<h2 class="for-ears" id={titleId}>
						{title}
					</h2>
				) : (
					<header>
						<h2 id={titleId}>{title}</h2>
						<button class="icon-button" type="button" aria-label="Close" onClick={onClose}>
							<CloseIcon />
						</button>
					</header>
				)}
				{children}
			</div>
		</dialog>
	);
}
