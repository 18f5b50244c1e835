export interface At {
	section: number;
	cell: number;
}

/** Where an arrow key leads in a grid of sections, each with rows of its own; null for any other key, or nowhere. */
export function nextCell(
	sections: readonly { cells: readonly unknown[] }[],
	columns: number,
	from: At | null,
	key: string,
): At | null {
	const size = (section: number) => sections[section]?.cells.length ?? 0;
	if (!["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"].includes(key)) return null;
	if (!from) return size(0) > 0 && key !== "ArrowUp" ? { section: 0, cell: 0 } : null;
	const { section, cell } = from;
	switch (key) {
		case "ArrowRight":
			if (cell + 1 < size(section)) return { section, cell: cell + 1 };
			return size(section + 1) > 0 ? { section: section + 1, cell: 0 } : from;
		case "ArrowLeft":
			if (cell > 0) return { section, cell: cell - 1 };
			return section > 0 ? { section: section - 1, cell: size(section - 1) - 1 } : from;
		case "ArrowDown": {
			const lastRow = Math.floor((size(section) - 1) / columns);
			if (Math.floor(cell / columns) < lastRow) return { section, cell: Math.min(cell + columns, size(section) - 1) };
			return size(section + 1) > 0
				? { section: section + 1, cell: Math.min(cell % columns, size(section + 1) - 1) }
				: from;
		}
		default: {
			if (cell >= columns) return { section, cell: cell - columns };
			if (section === 0) return from;
			const above = size(section - 1);
			const rowStart = Math.floor((above - 1) / columns) * columns;
			return { section: section - 1, cell: Math.min(rowStart + (cell % columns), above - 1) };
		}
	}
}
