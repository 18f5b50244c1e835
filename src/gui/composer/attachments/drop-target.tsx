import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ComposerModel } from "../composer-model.ts";
import { attach } from "./attach.ts";

const PANES = ".thread, .conversation";

interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}

function hasFiles(event: DragEvent): boolean {
	return event.dataTransfer?.types.includes("Files") ?? false;
}

/** The whole pane takes what is dropped on it, and says so while it is dragged over. */
export function DropTarget({ model, form }: { model: ComposerModel; form: RefObject<HTMLFormElement | null> }) {
	const [box, setBox] = useState<Box | null>(null);
	useEffect(() => {
		const pane = form.current?.closest<HTMLElement>(PANES) ?? form.current;
		if (!pane) return;
		let inside = 0;
		const end = () => {
			inside = 0;
			setBox(null);
		};
		const enter = (event: DragEvent) => {
			if (!hasFiles(event)) return;
			inside++;
			const { left, top, width, height } = pane.getBoundingClientRect();
			setBox({ left, top, width, height });
		};
		const leave = (event: DragEvent) => {
			if (hasFiles(event) && --inside <= 0) end();
		};
		const drop = (event: DragEvent) => {
			if (!hasFiles(event) || !event.dataTransfer) return;
			event.preventDefault();
			end();
			takeFiles(model, event.dataTransfer);
		};
		pane.addEventListener("dragenter", enter);
		pane.addEventListener("dragleave", leave);
		pane.addEventListener("drop", drop);
		addEventListener("dragover", spare);
		addEventListener("drop", spare);
		return () => {
			pane.removeEventListener("dragenter", enter);
			pane.removeEventListener("dragleave", leave);
			pane.removeEventListener("drop", drop);
			removeEventListener("dragover", spare);
			removeEventListener("drop", spare);
		};
	}, [model, form]);
	if (!box) return null;
	const style = Object.fromEntries(Object.entries(box).map(([side, px]) => [side, `${px}px`]));
	return (
		<div class="drop-place" style={style} aria-hidden="true">
			<p>
				<strong>Drop to attach</strong>
				<span>{model.thread ? "to your reply" : `to your message in ${model.placeName.value}`}</span>
			</p>
		</div>
	);
}

/** Dropped beside a pane, a file would take the place of the page. */
function spare(event: DragEvent): void {
	if (!hasFiles(event) || !event.dataTransfer) return;
	event.preventDefault();
	const inPane = event.target instanceof Element && event.target.closest(PANES) !== null;
	event.dataTransfer.dropEffect = inPane ? "copy" : "none";
}

function takeFiles(model: ComposerModel, data: DataTransfer): void {
	const items = [...data.items].filter(({ kind }) => kind === "file");
	const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory ?? false;
	const files = items.flatMap((item) => (isFolder(item) ? [] : (item.getAsFile() ?? [])));
	attach(model, files);
	if (items.some(isFolder)) model.tell("problem", "A folder cannot be attached: pack it into one file first");
	model.box?.focus();
}
