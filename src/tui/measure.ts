import { type Laid, layOut } from "./editor/layout.ts";
import type { LogSize } from "./log/log-model.ts";
import { inputOf } from "./panes/input.ts";
import { span } from "./text/line.ts";
import { wrap } from "./text/wrap.ts";
import type { Workspace } from "./workspace.ts";

export interface ScreenSize {
	columns: number;
	rows: number;
}

/** What each part of the screen has. */
export interface Sizes {
	screen: ScreenSize;
	/** Of the room list with its edge; 0 where it is not shown. */
	roomsColumns: number;
	mainColumns: number;
	log: LogSize;
	noticeRows: number;
	composer: Laid;
}

/** Below this the room list is hidden unless somebody asks for it. */
const ROOMS_FROM = 80;
/** Header and status. */
const OTHER_ROWS = 2;
const MOST_NOTICE_ROWS = 3;
const ROWS_FOR_LONG_NOTICES = 12;

export function measure(screen: ScreenSize, roomsWanted: boolean | null, workspace: Workspace): Sizes {
	const { columns, rows } = screen;
	const roomsShown = roomsWanted ?? columns >= ROOMS_FROM;
	const roomsColumns = roomsShown ? Math.min(26, Math.max(18, Math.floor(columns / 4.5))) : 0;
	// A column stays free at the right, where terminals disagree on how wide an emoji is.
	const mainColumns = Math.max(10, columns - roomsColumns - (roomsShown ? 2 : 1));
	const { prompt, state } = inputOf(workspace);
	const most = Math.max(1, Math.min(10, Math.floor(rows / 3)));
	const composer = layOut(state, Math.max(4, mainColumns - prompt.length - 1), most);
	const said = wrap([span(workspace.notice.value?.text ?? "")], mainColumns);
	const noticeRows = rows < ROWS_FOR_LONG_NOTICES ? 1 : Math.min(said.length, MOST_NOTICE_ROWS);
	const height = Math.max(1, rows - OTHER_ROWS - noticeRows - composer.rows.length);
	return { screen, roomsColumns, mainColumns, log: { columns: mainColumns, height }, noticeRows, composer };
}
