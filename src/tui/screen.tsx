import { computed } from "@preact/signals-core";
import { Box, useApp, useCursor, useInput, usePaste } from "ink";
import { useMemo } from "react";
import { isCtrl, readInput } from "./editor/keys.ts";
import { handle } from "./keys/keys.ts";
import { headerLine } from "./panes/header-line.ts";
import { inputOf } from "./panes/input.ts";
import { noticeLines } from "./panes/notice-lines.ts";
import { panelLines } from "./panes/panel-lines.ts";
import { roomsLines } from "./panes/rooms-lines.ts";
import { statusLine } from "./panes/status-line.ts";
import { type Line, span } from "./text/line.ts";
import { Row } from "./text/row.tsx";
import { useValue } from "./use-value.ts";
import type { Workspace } from "./workspace.ts";

interface Props {
	workspace: Workspace;
}

interface ScreenProps extends Props {
	/** Called when the terminal is as it was before; the screen comes back at its end. */
	suspended(): Promise<void>;
}

/** The whole screen. Each part is drawn again only when what it shows has changed. */
export function Screen({ workspace, suspended }: ScreenProps) {
	const { suspendTerminal } = useApp();
	const { screen, roomsColumns, mainColumns } = useValue(workspace.sizes);
	useInput((input, key) => {
		for (const one of readInput(input, key)) {
			if (isCtrl(one, "z")) void workspace.attempt(() => suspendTerminal(suspended));
			else handle(workspace, one);
		}
	});
	usePaste((text) => handle(workspace, { kind: "paste", text }));
	return (
		<Box width={screen.columns} height={screen.rows} flexDirection="column" overflow="hidden">
			<Box flexGrow={1} overflow="hidden">
				{roomsColumns > 0 && (
					<Box width={roomsColumns} flexShrink={0} flexDirection="column">
						<Part workspace={workspace} lines={roomsLines} />
					</Box>
				)}
				<Box width={mainColumns} flexShrink={0} marginLeft={roomsColumns > 0 ? 1 : 0} flexDirection="column">
					<Part workspace={workspace} lines={header} />
					<Part workspace={workspace} lines={logLines} />
					<Part workspace={workspace} lines={noticeLines} />
					<Writing workspace={workspace} />
				</Box>
			</Box>
			<Part workspace={workspace} lines={status} />
		</Box>
	);
}

const header = (workspace: Workspace) => [headerLine(workspace)];
const status = (workspace: Workspace) => [statusLine(workspace)];

/** The log, at the foot of its place, or what stands over it. */
function logLines(workspace: Workspace): Line[] {
	const panel = panelLines(workspace);
	if (panel) return panel;
	const { height } = workspace.sizes.value.log;
	const lines = workspace.log.value?.view.value.lines ?? [];
	return [...Array<Line>(Math.max(0, height - lines.length)).fill([]), ...lines];
}

function Part({ workspace, lines: make }: Props & { lines: (workspace: Workspace) => Line[] }) {
	const lines = useValue(useMemo(() => computed(() => make(workspace)), [workspace, make]));
	return lines.map((line, index) => <Row key={index} line={line} />);
}

/** What is being written, with the terminal's own cursor in it, where input methods look for it. */
function Writing({ workspace }: Props) {
	const { composer, roomsColumns, screen } = useValue(workspace.sizes);
	const { prompt } = useValue(useMemo(() => computed(() => inputOf(workspace)), [workspace]));
	const { setCursorPosition } = useCursor();
	setCursorPosition({
		x: roomsColumns + (roomsColumns > 0 ? 1 : 0) + prompt.length + composer.cursor.column,
		y: screen.rows - 1 - composer.rows.length + composer.cursor.row,
	});
	const { theme } = workspace;
	return composer.rows.map((row, index) => (
		<Row key={index} line={[span(index === 0 ? prompt : " ".repeat(prompt.length), theme.accent), span(row)]} />
	));
}
