import type { ComponentChildren } from "preact";
import { CloseIcon } from "../parts/icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { closeDetails } from "../view.ts";
import { focusComposer } from "./editing.ts";
import styles from "./list-pane.css" with { type: "text" };

adoptStyles(styles);

interface Props {
	/** The landmark's name. */
	name: string;
	title: string;
	about: string;
	closing: string;
	/** Null while it is loaded. */
	empty: string | null;
	loading: boolean;
	children: ComponentChildren;
}

/** A list beside the conversation. */
export function ListPane({ name, title, about, closing, empty, loading, children }: Props) {
	function close() {
		closeDetails();
		focusComposer();
	}
	return (
		<aside
			class="pane list-pane"
			aria-label={name}
			onKeyDown={(event) => {
				if (event.key !== "Escape" || event.defaultPrevented) return;
				event.preventDefault();
				close();
			}}
		>
			<header class="pane-header">
				<h2>{title}</h2>
				<span class="faint">{about}</span>
				<button class="icon-button" type="button" aria-label={closing} title="Close (Esc)" onClick={close}>
					<CloseIcon />
				</button>
			</header>
			<div class="list-pane-scroll">
				{loading ? (
					<p class="faint list-pane-empty">Loading…</p>
				) : empty !== null ? (
					<p class="list-pane-empty">{empty}</p>
				) : (
					children
				)}
			</div>
		</aside>
	);
}
