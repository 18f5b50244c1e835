import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { CloseIcon } from "../parts/icons.tsx";

interface Props {
	title: string;
	onClose(): void;
	children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, closes on Escape, and gives the focus back. */
export function Modal({ title, onClose, children }: Props) {
	const element = useRef<HTMLDialogElement>(null);
	const titleId = useId();
	useEffect(() => {
		const opener = document.activeElement;
		element.current?.showModal();
		return () => {
			if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
		};
	}, []);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
		<dialog
			ref={element}
			class="card modal"
			aria-labelledby={titleId}
			onClose={onClose}
			onClick={(event) => {
				if (event.target === event.currentTarget) onClose();
			}}
		>
			<div class="modal-inside">
				<header>
					<h2 id={titleId}>{title}</h2>
					<button class="icon-button" type="button" aria-label="Close" onClick={onClose}>
						<CloseIcon />
					</button>
				</header>
				{children}
			</div>
		</dialog>
	);
}
