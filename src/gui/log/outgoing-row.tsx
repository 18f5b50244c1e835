import type { Client } from "../../client/client.ts";
import { formatFull, formatTime } from "../../client/dates.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Markdown } from "./markdown.tsx";

/** A message of one's own that is not in the log yet. */
export function OutgoingRow({ client, entry, head }: { client: Client; entry: OutboxEntry; head: boolean }) {
	const name = client.me.value?.name ?? "";
	return (
		<article
			class="message outgoing"
			data-head={head}
			data-state={entry.state}
			aria-label={`${name}, ${formatFull(entry.at)}`}
		>
			{head && (
				<>
					<Avatar name={name} />
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
		</article>
	);
}
