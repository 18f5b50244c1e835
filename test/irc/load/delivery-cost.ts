import { readFileSync } from "node:fs";
import { makeCrowd } from "../../support/crowd.ts";
import { startParlour } from "../../support/parlour.ts";
import { enterAll, enterByIrc, enterByWeb } from "./sockets.ts";

const POSTERS = 10;
const MESSAGES_EACH = 8;
const BURSTS_A_ROUND = 20;
/** Stands once in a message, and nowhere else in what is sent. */
const MARK = "~".charCodeAt(0);
/** What irssi, WeeChat and The Lounge ask for, which are sent three different things. */
const CAPABILITIES = [
	"multi-prefix server-time",
	"away-notify extended-join message-tags multi-prefix server-time userhost-in-names",
	"account-tag batch echo-message message-tags multi-prefix server-time",
];

const KINDS = ["web", "irc"] as const;
type Kind = (typeof KINDS)[number];
/** What a delivered message costs, in microseconds of the server's processor time. */
export type DeliveryCosts = Record<Kind, number>;

/** In milliseconds, of all its threads; the system counts in hundredths of a second. */
function processorMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * In one server, a room of so many IRC clients and one of so many of the web gateway, each of an account of its own, hear
 * by turns what ten others post by the native protocol, until `enough` says so. A burst begins when everybody has heard
 * the one before, so that both kinds are sent as much at once.
 */
export async function measureDelivery(
	clients: number,
	enough: (rounds: readonly DeliveryCosts[]) => boolean,
): Promise<DeliveryCosts[]> {
	await using crowd = await makeCrowd([...KINDS], clients, POSTERS);
	await using server = await startParlour({ data: crowd.path, args: ["--unlimited", "--announce", "off"] });
	using stack = new DisposableStack();
	let awaited = 0;
	let heardAll: () => void = () => undefined;
	const hear = (bytes: Uint8Array) => {
		for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at + 1)) awaited--;
		if (awaited === 0) heardAll();
	};
	const [web, irc] = crowd.rooms;
	if (!web || !irc) throw new Error("no rooms");
	const heard = await enterAll(web.people.slice(0, clients), (person) => enterByWeb(server.url, person, hear));
	const shown = await enterAll(irc.people.slice(0, clients), (person, index) =>
		enterByIrc(server.ircPort, person, CAPABILITIES[index % CAPABILITIES.length] ?? "", hear),
	);
	const posters = await enterAll(web.people.slice(clients), (person) =>
		enterByWeb(server.url, person, () => undefined),
	);
	for (const client of [...heard, ...shown, ...posters]) stack.use(client);

	let id = 0;
	function burst(room: number): Promise<void> {
		awaited = clients * POSTERS * MESSAGES_EACH;
		for (const poster of posters) {
			for (let count = 0; count < MESSAGES_EACH; count++) {
				id++;
				const body = `Message ${id}, as long as they are when somebody says what there is to say ~`;
				poster.send(JSON.stringify({ t: "post", id, room, nonce: `delivery-${id}`, body }));
			}
		}
		return new Promise((resolve) => {
			heardAll = resolve;
		});
	}
	async function cost(room: number): Promise<number> {
		const before = processorMs(server.process.pid);
		for (let count = 0; count < BURSTS_A_ROUND; count++) await burst(room);
		const delivered = BURSTS_A_ROUND * clients * POSTERS * MESSAGES_EACH;
		return ((processorMs(server.process.pid) - before) * 1000) / delivered;
	}

	// Both are warm when it begins.
	for (const { id } of crowd.rooms) await cost(id);
	const rounds: DeliveryCosts[] = [];
	while (!enough(rounds)) rounds.push({ web: await cost(web.id), irc: await cost(irc.id) });
	return rounds;
}

/** How many times what the web gateway takes: of the rounds, the one in the middle, whatever else the machine does in some. */
export function timesTheWeb(rounds: readonly DeliveryCosts[]): number {
	const ratios = rounds.map(({ web, irc }) => irc / web).sort((one, other) => one - other);
	return ratios[ratios.length >> 1] ?? Number.POSITIVE_INFINITY;
}
