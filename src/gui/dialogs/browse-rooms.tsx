import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { LockIcon } from "../parts/icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { joinOffer, showRoom } from "../view.ts";
import { BROWSE_ORDERS, type BrowseOrder, type BrowseRow, browseRows } from "./browse-rows.ts";
import styles from "./directory.css" with { type: "text" };
import { Modal } from "./modal.tsx";

adoptStyles(styles);

const ORDERS: Record<BrowseOrder, string> = { active: "Latest word", size: "Most people", name: "Name" };

export function BrowseRooms({ client, onClose }: { client: Client; onClose(): void }) {
	const [listed, setListed] = useState<ListedRoom[] | null>(null);
	const [filter, setFilter] = useState("");
	const [order, setOrder] = useState<BrowseOrder>("active");
	const [error, setError] = useState<string | null>(null);
	const fail = (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause));

	useEffect(() => {
		client.directory().then(setListed, fail);
	}, [client]);

	async function enter(id: number) {
		const own = client.rooms.peek().get(id);
		const keyed = own ? undefined : listed?.find((one) => one.id === id && one.keyed);
		// It is asked about in this dialog's place, which comes back where one does not join.
		if (keyed) {
			joinOffer.value = keyed;
			return;
		}
		try {
			showRoom(own ?? (await client.join(id)));
			onClose();
		} catch (cause) {
			fail(cause);
		}
	}

	const { open, archived } = browseRows(listed ?? [], [...client.rooms.value.values()], filter, order, Date.now());
	return (
		<Modal title="Browse rooms" onClose={onClose} size="wide">
			<div class="browse-tools">
				<input
					class="filter"
					type="text"
					aria-label="Find a room"
					placeholder="Find a room"
					value={filter}
					onInput={(event) => setFilter(event.currentTarget.value)}
				/>
				<fieldset class="segments" aria-label="In order of">
					{BROWSE_ORDERS.map((name) => (
						<label key={name}>
							<input type="radio" name="order" checked={order === name} onChange={() => setOrder(name)} />
							<span>{ORDERS[name]}</span>
						</label>
					))}
				</fieldset>
			</div>
			{error !== null && (
				<p class="form-error" role="alert">
					{error}
				</p>
			)}
			<ul class="directory">
				{open.map((row) => (
					<Row key={row.id} row={row} onEnter={() => void enter(row.id)} />
				))}
				{listed === null && error === null && <li class="faint">Loading…</li>}
				{listed !== null && open.length === 0 && <li class="faint">No room of that name. You can make one.</li>}
			</ul>
			{archived.length > 0 && (
				<>
					<h3 class="list-head">Archived</h3>
					<ul class="directory">
						{archived.map((row) => (
							<Row key={row.id} row={row} onEnter={() => void enter(row.id)} />
						))}
					</ul>
				</>
			)}
		</Modal>
	);
}

function Row({ row, onEnter }: { row: BrowseRow; onEnter(): void }) {
	return (
		<li>
			<div>
				<strong>
					<span class="room-sign" aria-hidden="true">
						{row.secret ? <LockIcon /> : "#"}
					</span>
					{row.name}
				</strong>
				{row.topic && <span class="directory-topic">{row.topic}</span>}
				<small>{row.about}</small>
			</div>
			<button
				class={row.joined ? "button" : "button primary"}
				type="button"
				aria-label={`${row.joined ? "Open" : "Join"} ${row.name}`}
				onClick={onEnter}
			>
				{row.joined ? "Open" : "Join"}
			</button>
		</li>
	);
}
