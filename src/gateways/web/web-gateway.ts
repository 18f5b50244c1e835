import type { SocketAt, WebServer } from "../../runtime/web-server.ts";
import type { Gateway } from "../gateway.ts";
import { FanOut } from "./fan-out.ts";
import { isOwnOrigin } from "./origin.ts";
import type { RouteContext } from "./route-context.ts";
import { createRoutes } from "./routes.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { WebConnection } from "./web-connection.ts";

const SOCKET_PATH = "/ws";

/** Puts the native protocol, its HTTP side and the GUI on a web server that is listening already; `others` are sockets of other gateways. */
export function startWebGateway(web: WebServer, context: RouteContext, others: readonly SocketAt[] = []): Gateway {
	const { core, log, server } = context;
	const routes = createRoutes(context);
	const fanOut = new FanOut(core, web);
	web.serve({
		fetch: (request, address, stayOpen) => routes.fetch(request, { address, stayOpen }),
		connect(request, address) {
			const { pathname } = new URL(request.url);
			const other = others.find(({ path }) => path === pathname);
			if (pathname !== SOCKET_PATH && !other) return refusal(404, "Not found");
			if (!request.headers.has("sec-websocket-key")) return refusal(426, "Expected a WebSocket");
			if (!isOwnOrigin(request)) {
				log.info("web socket of another site refused", { address, origin: request.headers.get("origin") });
				return refusal(403, "Cannot connect from a page of another site");
			}
			if (other) return guarded(other.connect(request, address));
			// Without an Origin it is no browser, and a program has no business with the cookie.
			const token = request.headers.has("origin") ? readSessionCookie(request) : null;
			return (link) => new WebConnection({ core, log, fanOut, server }, link, token);
		},
	});
	return { name: "web", port: web.port, stop: () => web.stop() };
}

function guarded<T>(answer: T | Response): T | Response {
	if (answer instanceof Response) {
		for (const [name, value] of Object.entries(SECURITY_HEADERS)) answer.headers.set(name, value);
	}
	return answer;
}

function refusal(status: number, text: string): Response {
	return new Response(text, { status, headers: SECURITY_HEADERS });
}
