import { connect, createServer, type Socket } from "node:net";

/** A line between browsers and a server, which can be cut. */
export interface Line extends AsyncDisposable {
	url: string;
	/** Every connection breaks, and none is taken. */
	cut(): void;
	mend(): void;
}

export async function layLine(serverPort: number): Promise<Line> {
	const open = new Set<Socket>();
	let whole = true;
	const hold = (socket: Socket) => {
		open.add(socket);
		socket.on("close", () => open.delete(socket));
		socket.on("error", () => undefined);
	};
	const listener = createServer((near) => {
		hold(near);
		if (!whole) return near.resetAndDestroy();
		const far = connect(serverPort, "127.0.0.1");
		hold(far);
		near.pipe(far).pipe(near);
		near.on("close", () => far.destroy());
		far.on("close", () => near.destroy());
	});
	await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
	const address = listener.address();
	if (address === null || typeof address === "string") throw new Error("the line has no port");
	const breakAll = () => {
		for (const socket of open) socket.resetAndDestroy();
	};
	return {
		url: `http://127.0.0.1:${address.port}`,
		cut() {
			whole = false;
			breakAll();
		},
		mend() {
			whole = true;
		},
		async [Symbol.asyncDispose]() {
			breakAll();
			await new Promise((resolve) => listener.close(resolve));
		},
	};
}
