interface Output {
	write(text: string, written: () => void): unknown;
}

/** Stops this process and those it runs with, as Ctrl Z does anywhere; once the shell lets them, it goes on from here. */
export async function stopJob(output: Output): Promise<void> {
	// What gives the terminal back has to be out by then.
	await new Promise<void>((resolve) => output.write("", resolve));
	process.kill(0, "SIGTSTP");
}
