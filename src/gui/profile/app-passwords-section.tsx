import { useEffect, useState } from "preact/hooks";
import * as v from "valibot";
import { formatDay } from "../../client/dates.ts";
import { type AppPasswordInfo, appPasswordsReply, newAppPasswordReply } from "../../protocol/app-passwords.ts";
import { api } from "../api.ts";
import { Field } from "../auth/field.tsx";
import { copyText } from "../parts/copy-text.ts";
import { SectionForm } from "./section-form.tsx";

const PATH = "/api/app-passwords";

async function listed(): Promise<readonly AppPasswordInfo[]> {
	return v.parse(appPasswordsReply, await api.call("GET", PATH)).appPasswords;
}

/** Passwords for programs that are no browser: each is shown once, when it is made. */
export function AppPasswordsSection() {
	const [passwords, setPasswords] = useState<readonly AppPasswordInfo[]>([]);
	const [made, setMade] = useState<{ label: string; password: string } | null>(null);
	const [error, setError] = useState<string | null>(null);
	const [round, setRound] = useState(0);
	const fail = (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause));
	useEffect(() => {
		listed().then(setPasswords, fail);
	}, []);

	async function make(form: FormData) {
		const label = String(form.get("label") ?? "");
		const { password } = v.parse(newAppPasswordReply, await api.call("POST", PATH, { label }));
		setMade({ label, password });
		setRound(round + 1);
		setPasswords(await listed());
	}
	async function end({ id }: AppPasswordInfo) {
		try {
			await api.call("POST", `${PATH}/end`, { id });
			setError(null);
			setMade(null);
			setPasswords(await listed());
		} catch (cause) {
			fail(cause);
		}
	}
	return (
		<section class="sessions app-passwords" aria-label="App passwords">
			<SectionForm title="App passwords" action="Make an app password" done="Made" onSubmit={make}>
				<p class="faint">
					For an IRC client, the classic one or a terminal: one each, so that each can be ended alone.
				</p>
				<Field key={round} label="What it is for" name="label" maxLength={64} />
			</SectionForm>
			{made !== null && (
				<p class="app-password" role="status">
					The password of {made.label}, shown only now: <code>{made.password}</code>{" "}
					<button class="button" type="button" onClick={() => void copyText(made.password).catch(fail)}>
						Copy
					</button>
				</p>
			)}
			{error !== null && (
				<p class="form-error" role="alert">
					{error}
				</p>
			)}
			<ul class="directory">
				{passwords.map((password) => (
					<li key={password.id}>
						<div>
							<strong>{password.label}</strong>
							<small>
								made {day(password.createdAt)} ·{" "}
								{password.usedAt ? `last used ${day(password.usedAt)}` : "not used yet"}
							</small>
						</div>
						<button
							class="button"
							type="button"
							aria-label={`End the app password of ${password.label}`}
							onClick={() => void end(password)}
						>
							End
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

function day(at: number): string {
	const name = formatDay(at, Date.now());
	return name === "Today" || name === "Yesterday" ? name.toLowerCase() : name;
}
