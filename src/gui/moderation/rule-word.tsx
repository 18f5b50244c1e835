import { useId, useRef } from "preact/hooks";
import { Refusal } from "./refusal.tsx";
import { useAct } from "./use-act.ts";

interface Props {
	label: string;
	hint: string;
	action: string;
	/** What stands in the box where nothing is typed. */
	placeholder?: string;
	number?: boolean;
	/** Names to choose from. */
	names?: readonly string[];
	onSet(word: string): Promise<unknown>;
	/** Where there is something to take away. */
	onTakeAway?: (() => Promise<unknown>) | undefined;
}

/** A box for one word of a rule, which is set by Enter. */
export function RuleWord(props: Props) {
	const { label, hint, action, placeholder, number = false, names = [], onSet, onTakeAway } = props;
	const id = useId();
	const box = useRef<HTMLInputElement>(null);
	const { error, busy, run } = useAct();
	async function submit(event: SubmitEvent) {
		event.preventDefault();
		const word = box.current?.value.trim() ?? "";
		if (word === "") return box.current?.focus();
		const done = await run(() => onSet(word));
		if (done && box.current?.value.trim() === word) box.current.value = "";
	}
	const shared = {
		id,
		ref: box,
		placeholder,
		autocomplete: "off",
		autocapitalize: "none" as const,
		spellcheck: false,
		"aria-describedby": `${id}-hint`,
	};
	return (
		<form class="rule-word" aria-label={label} onSubmit={submit}>
			<div class="field">
				<label for={id}>{label}</label>
				<div class="rule-word-line">
					{number ? (
						<input type="number" min={1} step={1} inputMode="numeric" {...shared} />
					) : (
						<input type="text" maxLength={200} list={names.length > 0 ? `${id}-names` : undefined} {...shared} />
					)}
					<button class="button" type="submit" aria-busy={busy}>
						{action}
					</button>
					{onTakeAway && (
						<button
							class="button"
							type="button"
							onClick={() => {
								// It goes with what it takes away, and the focus would go with it.
								box.current?.focus();
								void run(onTakeAway);
							}}
						>
							Remove
						</button>
					)}
				</div>
				<small id={`${id}-hint`}>{hint}</small>
				{names.length > 0 && (
					<datalist id={`${id}-names`}>
						{names.map((name) => (
							<option key={name} value={name} />
						))}
					</datalist>
				)}
			</div>
			<Refusal error={error} />
		</form>
	);
}
