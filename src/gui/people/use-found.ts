import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { User } from "../../protocol/entities.ts";

const QUIET_MS = 120;

/** People whose names begin with what is typed; where nothing is, those of the lobby, who is here first. */
export function useFound(client: Client, text: string): readonly User[] {
	const wanted = text.trim().replace(/^@/, "");
	const [found, setFound] = useState<readonly User[]>([]);
	const lobby = [...client.rooms.value.values()].find(({ info }) => info.value.lobby);
	const members = lobby?.members.value ?? null;
	useEffect(() => {
		if (lobby && members === null) client.loadMembers(lobby).catch(() => undefined);
	}, [client, lobby, members]);
	useEffect(() => {
		if (wanted === "") return setFound([]);
		let gone = false;
		const timer = setTimeout(() => {
			// What cannot be found now is found with the next letter.
			client.people.find(wanted).then(
				(people) => !gone && setFound(people),
				() => undefined,
			);
		}, QUIET_MS);
		return () => {
			gone = true;
			clearTimeout(timer);
		};
	}, [client, wanted]);
	if (wanted !== "") return found;
	const online = client.online.value;
	return (members ?? []).toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id)));
}
