import type { Client } from "../../client/client.ts";
import { formatFull, formatTime } from "../../client/dates.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import { lazy } from "../parts/lazy.tsx";
import { AuthorAvatar, useAuthorName } from "./author.tsx";

const Markdown = lazy(() => import("./markdown.tsx").then((module) => module.Markdown), AsTyped, { plain: true });
const Attachments = lazy(() => import("../files/attachments.tsx").then((module) => module.Attachments));

/** A message of one's own that is not in the log yet. */
export function OutgoingRow({ client, entry, head }: { client: Client; entry: OutboxEntry; head: boolean }) {
	const me = client.me.value;
	const name = useAuthorName(client, me ?? { id: 0, name: "" });
	return (
		<article
			class="message outgoing"
			data-head={head}
			data-state={entry.state}
			aria-label={`${name}, ${formatFull(entry.at)}`}
		>
			{head && (
				<>
					<AuthorAvatar client={client} author={me} />
					<header>
						<strong>{name}</strong> <time>{formatTime(entry.at)}</time>
					</header>
				</>
			)}
			<div class="body">
				<Markdown text={entry.body} />
				{entry.state === "failed" && (
					<p class="failed">
						<span aria-hidden="true">!</span> {entry.error ?? "Not sent"}{" "}
						<button class="link" type="button" onClick={() => client.retry(entry.nonce)}>
							Retry
						</button>{" "}
						<button class="link" type="button" onClick={() => client.discard(entry.nonce)}>
							Discard
						</button>
					</p>
				)}
			</div>
			{entry.files && <Attachments files={entry.files} />}
		</article>
	);
}

/** Until the means to draw it are there. */
function AsTyped({ text }: { text: string }) {
	return <p>{text}</p>;
}
