import type { Client } from "../../client/client.ts";
import type { User } from "../../protocol/entities.ts";
import { Avatar } from "../parts/avatar.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { standing } from "../people/status.ts";
import { showProfile } from "../view.ts";

interface Props {
	client: Client;
	author: User | null;
}

export function useAuthorName(client: Client, author: User | null): string {
	return author ? client.people.nameOf(author) : "Host";
}

export function AuthorAvatar({ client, author }: Props) {
	return author ? <PersonAvatar client={client} user={author} /> : <Avatar name="Host" />;
}

/** The name, which opens the person's card, and the emoji of their status. `reachable`: by Tab, too. */
export function Author({ client, author, reachable }: Props & { reachable: boolean }) {
	const name = useAuthorName(client, author);
	if (!author) return <strong>{name}</strong>;
	const status = standing(client.people.profile(author.id)?.status, Date.now());
	return (
		<>
			<button class="author" type="button" tabIndex={reachable ? 0 : -1} onClick={() => showProfile(author.id)}>
				<strong>{name}</strong>
			</button>
			{status && status.emoji !== "" && (
				<span class="author-status" role="img" title={status.text} aria-label={status.text || "status"}>
					{status.emoji}
				</span>
			)}
		</>
	);
}
