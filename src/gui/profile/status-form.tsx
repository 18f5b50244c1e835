import { useId, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Status } from "../../protocol/entities.ts";
import { openEmojiPicker } from "../emoji/open-emoji-picker.ts";
import { ReactIcon } from "../parts/message-icons.tsx";
import { standing } from "../people/status.ts";
import { untilText } from "./profile-card.tsx";
import { SectionForm } from "./section-form.tsx";
import { endOf, STATUS_ENDS, type StatusEnd } from "./status-end.ts";

/** Common ones; the picker has all. */
const EMOJI = ["💬", "🎧", "📅", "🍜", "🏠", "🚆", "🤒", "🌴"];

/** What one is at, with an emoji, and until when. */
export function StatusForm({ client, status }: { client: Client; status: Status | undefined }) {
	const shown = standing(status, Date.now());
	const [emoji, setEmoji] = useState(shown?.emoji ?? "");
	const [text, setText] = useState(shown?.text ?? "");
	const id = useId();
	async function save(form: FormData) {
		const end = STATUS_ENDS.find(([name]) => name === form.get("end"))?.[0] ?? "never";
		const empty = emoji.trim() === "" && text.trim() === "";
		await client.setProfile({ status: empty ? null : made(emoji.trim(), text.trim(), end) });
	}
	async function clear() {
		setEmoji("");
		setText("");
		await client.setProfile({ status: null }).catch(() => undefined);
	}
	return (
		<SectionForm title="Status" action="Save status" done="Saved" onSubmit={save}>
			<div class="status-fields">
				<button
					class="status-box"
					type="button"
					aria-label={emoji === "" ? "Choose an emoji" : `Emoji ${emoji}: choose another`}
					title="Choose an emoji"
					aria-haspopup="dialog"
					onClick={({ currentTarget }) => openEmojiPicker(currentTarget, setEmoji)}
				>
					{emoji === "" ? <ReactIcon /> : emoji}
				</button>
				<input
					type="text"
					aria-label="Status"
					placeholder="What are you at?"
					maxLength={100}
					autocomplete="off"
					value={text}
					onInput={(event) => setText(event.currentTarget.value)}
				/>
			</div>
			<fieldset class="status-emoji-row" aria-label="Emoji to choose from">
				{EMOJI.map((one) => (
					<button
						key={one}
						type="button"
						aria-label={`Emoji ${one}`}
						aria-pressed={emoji === one}
						onClick={() => setEmoji(emoji === one ? "" : one)}
					>
						{one}
					</button>
				))}
			</fieldset>
			<div class="status-end">
				<label for={id}>Ends</label>
				<select id={id} name="end">
					{STATUS_ENDS.map(([name, label]) => (
						<option key={name} value={name} selected={name === "never"}>
							{label}
						</option>
					))}
				</select>
				{shown && (
					<button class="link" type="button" onClick={clear}>
						Clear status
					</button>
				)}
				{shown?.until !== undefined && <span class="faint">Shown until {untilText(shown.until, Date.now())}</span>}
			</div>
		</SectionForm>
	);
}

function made(emoji: string, text: string, end: StatusEnd): Status {
	const until = endOf(end, Date.now());
	return { emoji, text, ...(until === undefined ? {} : { until }) };
}
