import { connect } from "node:net";

export interface RawResponse {
	status: number;
	headers: Headers;
	body: string;
}

/** One HTTP request as it stands on the wire, from whichever local address: what `fetch` would not send. */
export function rawHttp(
	port: number,
	request: { line: string; headers?: Record<string, string>; body?: string; from?: string },
): Promise<RawResponse> {
	const { line, headers = {}, body = "", from = "127.0.0.1" } = request;
	const all = {
		Host: `127.0.0.1:${port}`,
		Connection: "close",
		...(body ? { "Content-Length": String(Buffer.byteLength(body)) } : {}),
		...headers,
	};
	const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return new Promise((resolve, reject) => {
		const socket = connect({ host: "127.0.0.1", port, localAddress: from });
		let text = "";
		socket.setEncoding("utf8");
		socket.on("data", (chunk: string) => {
			text += chunk;
			// A refused upgrade may leave the connection open; its answers are short.
			if (headers["Upgrade"] && text.includes("\r\n\r\n")) socket.end();
		});
		socket.on("error", reject);
		socket.on("close", () => resolve(parse(text)));
		socket.write(`${line} HTTP/1.1\r\n${head.join("")}\r\n${body}`);
	});
}

function parse(text: string): RawResponse {
	const end = text.indexOf("\r\n\r\n");
	const [status = "", ...lines] = text.slice(0, end).split("\r\n");
	const headers = new Headers();
	for (const line of lines) {
		const colon = line.indexOf(":");
		headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
	}
	return { status: Number(status.split(" ")[1]), headers, body: text.slice(end + 4) };
}
