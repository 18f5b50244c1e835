import { useMemo, useRef, useState } from "preact/hooks";
import type { EmojiData } from "./emoji-data.ts";
import { EmojiRows } from "./emoji-rows.tsx";
import { GroupBar } from "./group-bar.tsx";
import { type At, nextCell } from "./next-cell.ts";
import { recentEmoji } from "./recent-emoji.ts";
import { skinTone, withTone } from "./skin-tone.ts";
import { ToneChoice } from "./tone-choice.tsx";

const MOST_FOUND = 120;
/** There is one picker at a time, in a tree of its own, where useId would count anew. */
const ID = "emoji-picker";

interface Props {
	data: EmojiData;
	columns: number;
	onPick(emoji: string): void;
}

export interface Cell {
	char: string;
	name: string;
}
export interface Section {
	name: string;
	cells: readonly Cell[];
}

/** Search, groups and the grid. The focus stays in the search box; what would be picked is told by aria-activedescendant. */
export function PickerPanel({ data, columns, onPick }: Props) {
	const grid = useRef<HTMLDivElement>(null);
	const [query, setQuery] = useState("");
	const [pointed, setActive] = useState<At | null>(null);
	/** Whether the arrows left and right go through the grid, or through the text. */
	const [inGrid, setInGrid] = useState(false);
	const tone = skinTone.value;
	const sections = useMemo(() => sectionsOf(data, query, tone), [data, query, tone]);
	const cellId = (section: number, cell: number) => `${ID}-${section}-${cell}`;
	const current = pointed && sections[pointed.section]?.cells[pointed.cell];
	const active = current ? pointed : null;

	function search(next: string) {
		setQuery(next);
		setInGrid(false);
		setActive(next.trim() === "" ? null : { section: 0, cell: 0 });
		grid.current?.scrollTo(0, 0);
	}
	function onKey(event: KeyboardEvent) {
		if (event.key === "Enter" && current) {
			event.preventDefault();
			return onPick(current.char);
		}
		const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
		if (sideways && !inGrid) return;
		const next = nextCell(sections, columns, active, event.key);
		if (!next) return;
		event.preventDefault();
		setInGrid(true);
		setActive(next);
	}

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys of the two inside that take the focus
		<div class="emoji-panel" onKeyDown={onKey}>
			<div class="emoji-search">
				<input
					type="text"
					class="filter"
					role="combobox"
					aria-label="Search emoji"
					aria-expanded="true"
					aria-autocomplete="list"
					aria-haspopup="grid"
					aria-controls={`${ID}-grid`}
					{...(active ? { "aria-activedescendant": cellId(active.section, active.cell) } : {})}
					placeholder="Search emoji"
					autocomplete="off"
					spellcheck={false}
					value={query}
					onInput={(event) => search(event.currentTarget.value)}
				/>
				<ToneChoice />
			</div>
			{query.trim() === "" && (
				<GroupBar
					names={sections.map(({ name }) => name)}
					onChoose={(index) => grid.current?.querySelector(`[data-section="${index}"]`)?.scrollIntoView()}
				/>
			)}
			<EmojiRows
				box={grid}
				id={`${ID}-grid`}
				cellId={cellId}
				sections={sections}
				columns={columns}
				active={active}
				onPoint={(section, cell) => setActive({ section, cell })}
				onPick={onPick}
			/>
			<p class="emoji-foot" aria-hidden="true">
				{current ? (
					<>
						<span class="emoji-big">{current.char}</span> :{current.name}:
					</>
				) : (
					<span class="faint">{sections.length === 0 ? "No emoji is called so" : "Choose an emoji"}</span>
				)}
			</p>
			<p class="for-ears" role="status">
				{query.trim() !== "" && (sections[0] ? `${sections[0].cells.length} found` : "No emoji is called so")}
			</p>
		</div>
	);
}

function sectionsOf(data: EmojiData, query: string, tone: typeof skinTone.value): Section[] {
	const cellOf = ({ char, names }: { char: string; names: readonly string[] }): Cell => ({
		char: withTone(char, tone),
		name: names[0] ?? "",
	});
	if (query.trim() !== "") {
		const found = data.find(query.replace(/^:|:$/g, ""), MOST_FOUND);
		return found.length > 0 ? [{ name: "Found", cells: found.map(cellOf) }] : [];
	}
	const recent = recentEmoji().map((char) => ({ char, name: data.nameOf(char) }));
	const groups = data.groups.map(({ name, emoji }) => ({ name, cells: emoji.map(cellOf) }));
	return recent.length > 0 ? [{ name: "Recent", cells: recent }, ...groups] : groups;
}
