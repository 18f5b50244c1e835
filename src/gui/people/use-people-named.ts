import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Profile } from "../../protocol/entities.ts";

const QUIET_MS = 100;

/** People whose names begin so, asked for once typing pauses; nobody where `wanted` is empty. */
export function usePeopleNamed(client: Client, wanted: string): readonly Profile[] {
	const [people, setPeople] = useState<readonly Profile[]>([]);
	useEffect(() => {
		if (wanted === "") return setPeople([]);
		let gone = false;
		const timer = setTimeout(() => {
			// What cannot be found now is found with the next letter.
			client.people.find(wanted).then(
				(found) => !gone && setPeople(found),
				() => undefined,
			);
		}, QUIET_MS);
		return () => {
			gone = true;
			clearTimeout(timer);
		};
	}, [client, wanted]);
	return people;
}
