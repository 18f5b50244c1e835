import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Rule } from "../../protocol/rule.ts";
import { Refusal } from "./refusal.tsx";
import { useAct } from "./use-act.ts";

interface Props {
	client: Client;
	room: Room;
	rule: Rule;
	on: boolean;
	label: string;
	hint: string;
}

/** A rule that is on or off. It shows what was chosen at once, and goes back where the server refuses. */
export function RuleSwitch({ client, room, rule, on, label, hint }: Props) {
	const { error, run } = useAct();
	const [wish, setWish] = useState<boolean | null>(null);
	useEffect(() => setWish(null), [on]);
	async function choose(next: boolean) {
		setWish(next);
		if (!(await run(() => client.setRule(room.id, { rule, on: next })))) setWish(null);
	}
	return (
		<>
			<label class="check">
				<input
					type="checkbox"
					checked={wish ?? on}
					onChange={({ currentTarget }) => void choose(currentTarget.checked)}
				/>
				<span>
					{label}
					<small>{hint}</small>
				</span>
			</label>
			<Refusal error={error} />
		</>
	);
}
