import type { Core, Signal } from "../../../core/core.ts";
import type { Room, User } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import type { IrcSettings } from "../context.ts";
import type { Metadata } from "../metadata/metadata.ts";
import type { RoomChange } from "../render/change.ts";
import { tellReadMarker } from "../show/read-marker.ts";
import { Asides } from "./asides.ts";
import { GuestNews } from "./guest-news.ts";
import type { Monitors } from "./monitors.ts";
import { PeopleNews } from "./people-news.ts";
import { RoomLines } from "./room-lines.ts";
import { RoomNews } from "./room-news.ts";
import { TopicSetters } from "./topic-setters.ts";
import { tellTyping } from "./typing-news.ts";
import { Whereabouts } from "./whereabouts.ts";

/** The one subscription of the gateway: who is here by IRC, and that they are told what concerns them. */
export class Audience {
	readonly #core: Core;
	readonly #serverName: string;
	readonly #people: PeopleNews;
	readonly #here = new Whereabouts();
	/** Of rooms that are being looked up: what came meanwhile. */
	readonly #unknown = new Map<number, { waiting: RoomChange[]; told: Promise<void> }>();
	readonly rooms: RoomNews;
	readonly asides = new Asides();
	readonly guests: GuestNews;
	readonly topics = new TopicSetters();
	readonly stop: () => void;

	constructor(core: Core, settings: IrcSettings, monitors: Monitors, metadata: Metadata) {
		this.#core = core;
		this.#serverName = settings.serverName;
		this.#people = new PeopleNews(core, settings.serverName, monitors, metadata, this.#here);
		const lines = new RoomLines(core, settings, this.#here, this.asides, this.#people);
		this.rooms = new RoomNews(core, settings, this.#here, this.asides, lines);
		this.guests = new GuestNews(core, settings.serverName, this.#here);
		this.stop = core.events.subscribe((signal) => this.#hear(signal));
	}

	/** The rooms are those that the client's person is in. */
	add(client: IrcClient, rooms: readonly Room[]): void {
		this.#here.add(client, rooms);
	}

	remove(client: IrcClient): void {
		this.#here.remove(client);
	}

	clientsOf(user: number): Iterable<IrcClient> {
		return this.#here.clientsOf(user);
	}

	clientsIn(room: number): Iterable<IrcClient> {
		return this.#here.inRoom(room) ?? [];
	}

	get all(): Iterable<IrcClient> {
		return this.#here.all;
	}

	/** So many people have been here at once, by whatever gateway. */
	get mostPeople(): number {
		return Math.max(this.#people.mostPeople, this.#core.presence.count);
	}

	get countRooms(): number {
		return this.#here.rooms.count;
	}

	/** The real name of who is connected. */
	realnameOf(user: User): string {
		return this.#people.realnameOf(user);
	}

	/** A room that somebody here is in. */
	room(id: number): Room | undefined {
		return this.#here.rooms.get(id);
	}

	/** The room of two people, where one of them is here and there is one. */
	conversation(one: number, other: number): Room | null {
		return this.#here.rooms.conversation(one, other);
	}

	/** Resolves when what has happened in the room so far has been told. */
	async settled(room: number): Promise<void> {
		await this.#unknown.get(room)?.told;
	}

	#hear(signal: Signal): void {
		if (signal.type === "renamed") {
			this.guests.tellNick(signal);
			this.#people.tellRenamed(signal.user, signal.former);
		} else if (signal.type === "guest-left") this.guests.tellQuit(signal);
		else if (signal.type === "changes") {
			this.topics.hear(signal);
			this.#hearChanges(signal.room, signal.changes);
		} else if (signal.type === "membership") this.#setMembership(signal.user, signal.room, signal.member);
		else if (signal.type === "typing") tellTyping(signal, this.#here, this.#serverName);
		else if (signal.type === "presence") this.#people.tellPresence(signal);
		else if (signal.type === "profile") this.#people.tellProfile(signal.profile);
		else if (signal.type === "read") this.#tellRead(signal);
	}

	#hearChanges(room: number, changes: readonly RoomChange[]): void {
		const unknown = this.#unknown.get(room);
		if (unknown) unknown.waiting.push(...changes);
		else this.rooms.tell(room, changes);
	}

	#setMembership(user: number, room: number, member: boolean): void {
		this.#here.setMembership(user, room, member);
		const person = this.#core.presence.get(user);
		if (!member || !person || !this.#here.inRoom(room) || this.#here.rooms.has(room) || this.#unknown.has(room)) return;
		const waiting: RoomChange[] = [];
		const told = this.#core.rooms
			.summary(person, room)
			.then(
				(summary) => this.#here.rooms.set(summary),
				() => undefined,
			)
			.then(() => {
				this.#unknown.delete(room);
				this.#hearChanges(room, waiting);
			});
		this.#unknown.set(room, { waiting, told });
	}

	#tellRead({ user, room, seq }: Extract<Signal, { type: "read" }>): void {
		const info = this.#here.rooms.get(room);
		if (!info) return;
		for (const client of this.#here.clientsOf(user)) {
			if (!has(client.capabilities, "draft/read-marker")) continue;
			void tellReadMarker(client, info, seq).catch(() => undefined);
		}
	}
}
