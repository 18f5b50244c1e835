import { useRef } from "preact/hooks";
import { openEmojiPicker } from "../emoji/open-emoji-picker.ts";
import { attach } from "./attachments/attach.ts";
import type { ComposerModel } from "./composer-model.ts";
import { AttachIcon, EmojiIcon, FormatIcon } from "./foot-icons.tsx";
import { FormatBar } from "./format/format-bar.tsx";
import { formatBarShown, toggleFormatBar } from "./format/format-bar-shown.ts";
import { replaceIn } from "./insert-text.ts";

/** What stands before Send. */
export function Foot({ model }: { model: ComposerModel }) {
	return (
		<>
			<AttachButton model={model} />
			<button
				class="icon-button"
				type="button"
				aria-label="Formatting"
				title={formatBarShown.value ? "Hide formatting" : "Formatting: bold, lists, code and more"}
				aria-pressed={formatBarShown.value}
				onClick={toggleFormatBar}
			>
				<FormatIcon />
			</button>
			{formatBarShown.value && <FormatBar model={model} />}
			<button
				class="icon-button"
				type="button"
				aria-label="Emoji"
				title="Emoji"
				onClick={({ currentTarget }) => openEmojiPicker(currentTarget, (emoji) => typeIn(model, emoji))}
			>
				<EmojiIcon />
			</button>
			{model.thread && (
				<label class="composer-also">
					<input
						type="checkbox"
						checked={model.alsoInRoom.value}
						onChange={({ currentTarget }) => {
							model.alsoInRoom.value = currentTarget.checked;
						}}
					/>
					<span>Also send to {model.placeName.value}</span>
				</label>
			)}
			<span class="composer-hint">
				{!model.thread && model.text.value.trim() !== "" && "Shift Enter breaks the line"}
			</span>
		</>
	);
}

/** At the caret, in the place of what is selected. */
function typeIn({ box }: ComposerModel, text: string): void {
	if (box) replaceIn(box, box.selectionStart, box.selectionEnd, text);
}

function AttachButton({ model }: { model: ComposerModel }) {
	const input = useRef<HTMLInputElement>(null);
	return (
		<>
			<button
				class="icon-button"
				type="button"
				aria-label="Attach files"
				title="Attach files"
				onClick={() => input.current?.click()}
			>
				<AttachIcon />
			</button>
			<input
				type="file"
				multiple
				hidden
				ref={input}
				onChange={({ currentTarget }) => {
					attach(model, [...(currentTarget.files ?? [])]);
					// The same file may be chosen again.
					currentTarget.value = "";
					model.box?.focus();
				}}
			/>
		</>
	);
}
