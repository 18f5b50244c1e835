// biome-ignore-all lint/a11y/useSemanticElements: a grid to choose from is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the search box, which tells the active cell
import type { RefObject } from "preact";
import { memo } from "preact/compat";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { At } from "./next-cell.ts";
import type { Section } from "./picker-panel.tsx";

const ROW_PX = 40;
/** Sections this near to what is seen are drawn; the place of the others is kept. */
const NEAR = "300px";

interface Props {
	box: RefObject<HTMLDivElement | null>;
	/** Of the grid. */
	id: string;
	cellId(section: number, cell: number): string;
	sections: readonly Section[];
	columns: number;
	active: At | null;
	onPoint(section: number, cell: number): void;
	onPick(emoji: string): void;
}

export function EmojiRows({ box, id, cellId, sections, columns, active, onPoint, onPick }: Props) {
	useLayoutEffect(() => {
		if (active) document.getElementById(cellId(active.section, active.cell))?.scrollIntoView({ block: "nearest" });
	}, [active?.section, active?.cell]);

	function cellAt(target: EventTarget | null): HTMLElement | null {
		return target instanceof HTMLElement ? target.closest<HTMLElement>("[role=gridcell]") : null;
	}

	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the panel takes the keys
		<div
			class="emoji-grid"
			ref={box}
			id={id}
			role="grid"
			aria-label="Emoji"
			{...(active ? { "aria-activedescendant": cellId(active.section, active.cell) } : {})}
			tabIndex={0}
			onClick={(event) => {
				const char = cellAt(event.target)?.dataset["char"];
				if (char !== undefined) onPick(char);
			}}
			onPointerMove={(event) => {
				const { section, cell } = cellAt(event.target)?.dataset ?? {};
				if (section === undefined || cell === undefined) return;
				if (active?.section !== Number(section) || active.cell !== Number(cell)) onPoint(Number(section), Number(cell));
			}}
		>
			{sections.map((section, index) => (
				<SectionRows
					key={section.name}
					section={section}
					index={index}
					columns={columns}
					cellId={cellId}
					active={active?.section === index ? active.cell : null}
				/>
			))}
		</div>
	);
}

interface SectionProps {
	section: Section;
	index: number;
	columns: number;
	cellId(section: number, cell: number): string;
	active: number | null;
}

const SectionRows = memo(
	function SectionRows({ section, index, columns, cellId, active }: SectionProps) {
		const place = useRef<HTMLDivElement>(null);
		const [near, setNear] = useState(index === 0);
		useEffect(() => {
			const element = place.current;
			if (!element || near) return;
			const observer = new IntersectionObserver(
				(entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
				{ root: element.parentElement, rootMargin: NEAR },
			);
			observer.observe(element);
			return () => observer.disconnect();
		}, [near]);
		const rowCount = Math.ceil(section.cells.length / columns);
		const drawn = near || active !== null;
		return (
			<div class="emoji-section" role="rowgroup" aria-label={section.name} data-section={index} ref={place}>
				<p class="emoji-group-name" aria-hidden="true">
					{section.name}
				</p>
				<div style={{ height: `${rowCount * ROW_PX}px` }} role="presentation">
					{drawn &&
						Array.from({ length: rowCount }, (_, row) => (
							<div class="emoji-row" role="row" key={row} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
								{section.cells.slice(row * columns, (row + 1) * columns).map(({ char, name }, column) => {
									const cell = row * columns + column;
									return (
										<span
											key={cell}
											id={cellId(index, cell)}
											role="gridcell"
											aria-label={name.replaceAll("_", " ")}
											aria-selected={active === cell}
											data-char={char}
											data-section={index}
											data-cell={cell}
										>
											{char}
										</span>
									);
								})}
							</div>
						))}
				</div>
			</div>
		);
	},
	(before, after) =>
		before.section === after.section && before.active === after.active && before.columns === after.columns,
);
