import { useEffect, useRef, useState } from "preact/hooks";
import type { ServerInfo } from "../../protocol/http.ts";
import { Mark } from "../parts/icons.tsx";
import { logIn, signUp } from "../session.ts";
import { Field } from "./field.tsx";

interface Props {
	server: ServerInfo | null;
	notice: string | null;
	known: boolean;
}

export function AuthScreen({ server, notice, known }: Props) {
	const invite = new URLSearchParams(location.search).get("invite");
	const [mode, setMode] = useState<"in" | "up">(known && invite === null ? "in" : "up");
	const [error, setError] = useState<string | null>(notice);
	const [busy, setBusy] = useState(false);
	const card = useRef<HTMLFormElement>(null);
	// A browser heeds `autofocus` once a page, and one may have been logged in before.
	useEffect(() => card.current?.querySelector("input")?.focus(), []);

	async function submit(event: SubmitEvent) {
		event.preventDefault();
		if (busy || !(event.target instanceof HTMLFormElement)) return;
		const form = new FormData(event.target);
		const name = String(form.get("username") ?? "").trim();
		const password = String(form.get("password") ?? "");
		if (mode === "up" && password !== form.get("confirm")) return setError("The two passwords differ");
		setBusy(true);
		setError(null);
		try {
			await (mode === "up" ? signUp(name, password, invite) : logIn(name, password));
		} catch (cause) {
			setError(cause instanceof Error ? cause.message : String(cause));
			setBusy(false);
		}
	}

	function turn() {
		setMode(mode === "up" ? "in" : "up");
		setError(null);
	}

	const title = mode === "in" ? "Log in" : "Sign up";
	return (
		<main class="auth">
			<form class="card auth-card" ref={card} aria-labelledby="auth-title" onSubmit={submit}>
				<div class="auth-brand">
					<Mark />
					<span>{server?.name ?? "Parlour"}</span>
				</div>
				<h1 id="auth-title">{mode === "in" ? "Welcome back" : "Come in"}</h1>
				<p class="auth-lead">{lead(mode, server, invite)}</p>
				<Field label="Username" name="username" autoComplete="username" maxLength={64} autoFocus />
				<Field
					label="Password"
					name="password"
					type="password"
					autoComplete={mode === "up" ? "new-password" : "current-password"}
				/>
				{mode === "up" && <Field label="Confirm password" name="confirm" type="password" autoComplete="new-password" />}
				{error !== null && (
					<p class="form-error" role="alert">
						{error}
					</p>
				)}
				<button class="button primary wide" type="submit" aria-busy={busy}>
					{title}
				</button>
				<p class="auth-turn">
					{mode === "in" ? "New here?" : "Already have an account?"}{" "}
					<button class="link" type="button" onClick={turn}>
						{mode === "in" ? "Sign up" : "Log in"}
					</button>
				</p>
			</form>
		</main>
	);
}

function lead(mode: "in" | "up", server: ServerInfo | null, invite: string | null): string {
	if (mode === "in") return "Good to see you again.";
	if (server?.empty) return "You are the first here: the first account owns the place.";
	if (server && server.signUp !== "open" && invite === null) {
		return server.signUp === "invite"
			? "New people come in by invite: ask the host for a link."
			: "This place takes no new accounts.";
	}
	return "A name and a password, nothing else.";
}
