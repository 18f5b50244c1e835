import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatDay, formatTime } from "../../client/dates.ts";
import type { SessionInfo } from "../../protocol/http.ts";
import { api } from "../api.ts";
import styles from "../dialogs/directory.css" with { type: "text" };
import { logOut } from "../session.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt } from "../view.ts";

adoptStyles(styles);

/** Where one is logged in. */
export function SessionsSection({ client }: { client: Client }) {
	const [sessions, setSessions] = useState<readonly SessionInfo[] | null>(null);
	const [error, setError] = useState<string | null>(null);
	const fail = (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause));
	useEffect(() => {
		api.sessions().then((list) => setSessions(inOrder(list)), fail);
	}, []);

	async function end(session: SessionInfo) {
		try {
			await api.endSession(session.id);
			setError(null);
			setSessions(inOrder(await api.sessions()));
		} catch (cause) {
			fail(cause);
		}
	}
	return (
		<section class="sessions" aria-label="Sessions">
			<h3>Where {client.me.value?.name} is logged in</h3>
			{error !== null && (
				<p class="form-error" role="alert">
					{error}
				</p>
			)}
			{sessions === null && error === null && <p class="faint">Loading…</p>}
			<ul class="directory">
				{sessions?.map((session) => (
					<li key={session.id}>
						<div>
							<strong>{clientName(session)}</strong>
							<small>
								{session.address} ·{" "}
								{session.current ? "in use now" : `last seen ${whenSeen(session.seenAt, Date.now())}`}
							</small>
							<small>logged in {whenSeen(session.openedAt, Date.now())}</small>
						</div>
						{session.current ? (
							<button class="button" type="button" onClick={() => attempt(logOut)}>
								Log out here
							</button>
						) : (
							<button
								class="button"
								type="button"
								aria-label={`End the session of ${clientName(session)}, ${session.address}`}
								onClick={() => void end(session)}
							>
								End
							</button>
						)}
					</li>
				))}
			</ul>
			<p class="sessions-hint faint">A session that you do not know: end it, and change your password.</p>
		</section>
	);
}

function inOrder(sessions: readonly SessionInfo[]): SessionInfo[] {
	return sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.seenAt - a.seenAt);
}

const GATEWAYS: Record<string, string> = { web: "A program", classic: "Classic client", irc: "IRC client" };

/** A browser, a terminal or a bot, as it called itself. */
function clientName({ client, gateway, current }: SessionInfo): string {
	if (current) return "This browser";
	if (client === undefined) return GATEWAYS[gateway] ?? gateway;
	return client === "browser" ? "A browser" : client;
}

function whenSeen(at: number, now: number): string {
	const day = formatDay(at, now);
	return day === "Today" ? `today at ${formatTime(at)}` : day === "Yesterday" ? "yesterday" : day;
}
