import { useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { formatDay } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import { withoutSign } from "../../client/slash-command.ts";
import type { Mask } from "../../protocol/entities.ts";
import type { MaskKind } from "../../protocol/rule.ts";
import { Refusal } from "./refusal.tsx";
import { RuleWord } from "./rule-word.tsx";
import { useAct } from "./use-act.ts";

/** What else a pattern of names may be for; other clients than this one set these. */
const KINDS: Record<MaskKind, string> = { ban: "", exception: "never banned", invitation: "may join uninvited" };

/** Names that are kept out, each with a way back. */
export function MasksSection({ client, room }: { client: Client; room: Room }) {
	const { masks, failed } = useMasks(client, room);
	const { error, run } = useAct();
	const list = useRef<HTMLUListElement>(null);
	const { lobby } = room.info.value;
	return (
		<section aria-label="Banned names">
			<h3>Banned names</h3>
			<ul class="rule-list" ref={list} tabIndex={-1}>
				{masks?.map(({ kind, mask, by, at }) => (
					<li key={`${kind} ${mask}`}>
						<span>
							{mask}
							<small>
								{[KINDS[kind], by ? `by ${client.people.nameOf(by)}` : "", formatDay(at, Date.now())]
									.filter((part) => part !== "")
									.join(" · ")}
							</small>
						</span>
						<button
							class="button"
							type="button"
							aria-label={`Undo for ${mask}`}
							onClick={() => {
								list.current?.focus();
								void run(() => client.setRule(room.id, { rule: kind, on: false, value: mask }));
							}}
						>
							Undo
						</button>
					</li>
				))}
				{masks?.length === 0 && <li class="faint">Nobody is banned</li>}
				{masks === null && !failed && <li class="faint">Loading…</li>}
			</ul>
			<Refusal error={failed ?? error} />
			<RuleWord
				label="Name to ban"
				hint={`${lobby ? "They can no longer post here." : "They can neither join nor post here; who is in the room stays."} * stands for any letters, ? for one.`}
				action="Ban"
				placeholder="Name"
				onSet={(word) => client.setRule(room.id, { rule: "ban", on: true, value: withoutSign(word) })}
			/>
		</section>
	);
}

/** As of the latest change that anybody made. */
function useMasks(client: Client, room: Room): { masks: readonly Mask[] | null; failed: string | null } {
	const [masks, setMasks] = useState<readonly Mask[] | null>(null);
	const [failed, setFailed] = useState<string | null>(null);
	useEffect(() => {
		let asked = 0;
		let gone = false;
		const load = () => {
			const asking = ++asked;
			client.masks(room.id).then(
				(loaded) => {
					if (gone || asking !== asked) return;
					setMasks(loaded);
					setFailed(null);
				},
				(cause: unknown) => {
					if (!gone && asking === asked) setFailed(cause instanceof Error ? cause.message : String(cause));
				},
			);
		};
		load();
		const stop = client.onNew((of, { event }) => {
			if (of.id === room.id && event === "rule") load();
		});
		return () => {
			gone = true;
			stop();
		};
	}, [client, room]);
	return { masks, failed };
}
