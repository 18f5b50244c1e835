import { useEffect } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { User } from "../../protocol/entities.ts";
import { usePeopleNamed } from "./use-people-named.ts";

/** People whose names begin with what is typed; where nothing is, those of the lobby, who is here first. */
export function useFound(client: Client, text: string): readonly User[] {
	const wanted = text.trim().replace(/^@/, "");
	const found = usePeopleNamed(client, wanted);
	const lobby = [...client.rooms.value.values()].find(({ info }) => info.value.lobby);
	const members = lobby?.members.value ?? null;
	useEffect(() => {
		if (lobby && members === null) client.loadMembers(lobby).catch(() => undefined);
	}, [client, lobby, members]);
	if (wanted !== "") return found;
	const online = client.online.value;
	return (members ?? []).toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id)));
}
