import type { Database } from "bun:sqlite";
import type { MaskKind } from "../../../protocol/rule.ts";
import type { Reads } from "../../port.ts";

interface MaskRow {
	kind: MaskKind;
	mask: string;
	by: number | null;
	by_name: string | null;
	at: number;
}

export function ruleReads(db: Database): Pick<Reads, "masks" | "roomKey"> {
	const masks = db.query<MaskRow, [number]>(
		`SELECT k.kind, k.mask, k.by, u.name AS by_name, k.at FROM masks k LEFT JOIN users u ON u.id = k.by
		WHERE k.room = ? ORDER BY k.kind, k.at, k.mask_key`,
	);
	const key = db.query<{ key: string | null }, [number]>("SELECT key FROM rooms WHERE id = ?");

	return {
		masks: async (room) =>
			masks.all(room).map(({ kind, mask, by, by_name, at }) => {
				return { kind, mask, by: by === null ? null : { id: by, name: by_name ?? "" }, at };
			}),
		roomKey: async (room) => key.get(room)?.key ?? null,
	};
}
