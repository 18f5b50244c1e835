import type { RefObject } from "preact";
import { useMemo } from "preact/hooks";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { Client } from "../../client/client.ts";
import type { Row } from "../../client/log-rows.ts";
import type { Room } from "../../client/room.ts";
import { Fallback } from "../parts/fallback.tsx";
import type { Where } from "./editing.ts";
import { LogRow } from "./log-row.tsx";

/** So far beyond the screen rows are drawn, too. */
const BEYOND_PX = 600;

interface Props {
	client: Client;
	room: Room;
	rows: Row[];
	firstHere?: boolean;
	where: Where;
	list: RefObject<VirtualizerHandle | null>;
	scroller: RefObject<HTMLElement | null>;
	/** Rows came or went above, which is not to move what is read. */
	shift: boolean;
	/** How high what stands above the rows is, in px. */
	margin?: number;
}

/** The rows of a log of which only those about the screen are drawn. */
export function LogRows({ client, room, rows, firstHere = false, where, list, scroller, shift, margin = 0 }: Props) {
	const draw = useMemo(
		() =>
			once((row: Row) => (
				<Fallback key={row.key}>
					<LogRow row={row} client={client} room={room} firstHere={firstHere} where={where} />
				</Fallback>
			)),
		[client, room, firstHere, where],
	);
	return (
		<Virtualizer ref={list} scrollRef={scroller} startMargin={margin} shift={shift} bufferSize={BEYOND_PX} data={rows}>
			{draw}
		</Virtualizer>
	);
}

/** The same element for the same row: while all else scrolls, it is not drawn again. */
function once<Drawn>(draw: (row: Row) => Drawn): (row: Row) => Drawn {
	const known = new WeakMap<Row, Drawn>();
	return (row) => {
		const drawn = known.get(row) ?? draw(row);
		known.set(row, drawn);
		return drawn;
	};
}
