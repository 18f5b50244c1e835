import type { Client } from "../../client/client.ts";
import type { User } from "../../protocol/entities.ts";
import { Avatar } from "../parts/avatar.tsx";

interface Props {
	client: Client;
	user: User;
	size?: "small" | "normal" | "large";
	/** With a dot that tells whether they are here. */
	presence?: boolean;
}

/** A person as they show themselves. */
export function PersonAvatar({ client, user, size = "normal", presence = false }: Props) {
	const profile = client.people.profile(user.id);
	return (
		<Avatar
			name={user.name}
			display={profile?.display}
			picture={profile?.picture}
			size={size}
			online={presence ? client.online.value.has(user.id) : undefined}
		/>
	);
}
