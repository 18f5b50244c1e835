import type { Profile } from "../../../protocol/entities.ts";
import type { Audience } from "../news/audience.ts";

/** What a guest's client says of them with USER; of an account, its name and what is shown of it. */
export function identityOf(
	audience: Pick<Audience, "clientsOf">,
	profile: Profile,
): { username: string; realname: string } {
	const { id, name, display, guest } = profile;
	const [client] = guest ? audience.clientsOf(id) : [];
	const { username = name, realname = name } = client?.registration.said ?? {};
	return { username, realname: display ?? realname };
}
