import { effect, signal } from "@preact/signals-core";
import { render } from "ink";
import type { Client } from "../client/client.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import { findBackground } from "./background.ts";
import { watchFocus } from "./focus.ts";
import { stopJob } from "./job-control.ts";
import type { ScreenSize } from "./measure.ts";
import { Screen } from "./screen.tsx";
import { createTheme } from "./theme.ts";
import { Workspace, type WorkspaceOptions } from "./workspace.ts";

const FRAMES_PER_SECOND = 60;

const FAULTS = ["uncaughtException", "unhandledRejection"] as const;

/** Why the screen was left: the person wanted to, or the server has ended the session. */
export type Ending = { why: "left" } | { why: "ended"; code: ErrorCode; message: string };

export interface ScreenOptions extends Pick<WorkspaceOptions, "base" | "upload"> {
	client: Client;
	room: string | null;
	/** Something to say first. */
	notice: string | null;
	env: Record<string, string | undefined>;
	input: NodeJS.ReadStream;
	output: NodeJS.WriteStream;
}

/** Shows the whole screen until it is left, and gives the terminal back as it was. The client is started and stopped here. */
export async function showScreen(options: ScreenOptions): Promise<Ending> {
	const { client, room, base, upload, notice, env, input, output } = options;
	const size = signal<ScreenSize>(sizeOf(output));
	const resized = () => (size.value = sizeOf(output));
	output.on("resize", resized);
	// Before the terminal is asked anything: it would show its own answers.
	input.setRawMode(true);
	const focus = watchFocus(input, output);
	const { promise, resolve, reject } = Promise.withResolvers<Ending>();
	const leave = () => resolve({ why: "left" });
	const background = findBackground(env, input, output);
	const theme = createTheme(env, background.background);
	const workspace = new Workspace({ client, theme, base, upload, size, focused: focus.focused, room, leave });
	async function suspend(): Promise<void> {
		focus.pause();
		await stopJob(output);
		focus.resume();
		resized();
	}
	const app = render(<Screen workspace={workspace} suspended={suspend} />, {
		stdin: input,
		stdout: output,
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		interactive: true,
		maxFps: FRAMES_PER_SECOND,
	});
	if (notice !== null) workspace.say(notice);
	const restore = () => {
		app.unmount();
		background.stop();
		focus.stop();
	};
	process.once("exit", restore);
	// A fault of ours must not leave the terminal as it is now; told when that is put right.
	for (const fault of FAULTS) process.on(fault, reject);
	const stopWatching = effect(() => {
		const link = client.connection.value;
		if (link.state === "ended") resolve({ why: "ended", code: link.code, message: link.message });
	});
	client.start();
	// The terminal is gone, or somebody wants this to stop. A terminal that is gone fails at everything: let it.
	for (const name of ["SIGHUP", "SIGTERM"] as const) process.once(name, leave);
	for (const stream of [input, output]) stream.on("error", leave);
	input.once("end", leave);
	try {
		return await promise;
	} finally {
		stopWatching();
		client.drafts.flush();
		client.stop();
		workspace.stop();
		process.off("exit", restore);
		for (const fault of FAULTS) process.off(fault, reject);
		output.off("resize", resized);
		restore();
		await app.waitUntilExit().catch(() => undefined);
	}
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): ScreenSize {
	return { columns: Math.max(20, columns || 80), rows: Math.max(6, rows || 24) };
}
