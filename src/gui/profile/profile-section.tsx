import { useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { Field } from "../auth/field.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { squarePicture, uploadPicture } from "./picture-file.ts";
import { SectionForm } from "./section-form.tsx";
import { StatusForm } from "./status-form.tsx";

/** What one shows of oneself. */
export function ProfileSection({ client }: { client: Client }) {
	const me = client.me.value;
	if (!me) return null;
	const profile = client.people.profile(me.id);
	// The fields begin with what is shown now, so they wait for it.
	if (!profile) return <p class="faint">Loading…</p>;
	return (
		<>
			<Picture client={client} />
			<StatusForm client={client} status={profile.status} />
			<SectionForm
				title="Display name"
				untitled
				action="Save name"
				done="Saved"
				onSubmit={(form) => client.setProfile({ display: String(form.get("display") ?? "").trim() || null })}
			>
				<Field
					label="Display name"
					name="display"
					value={profile.display ?? ""}
					maxLength={64}
					optional
					hint={`Stands where ${me.name} would. People still find and name you as @${me.name}.`}
				/>
			</SectionForm>
		</>
	);
}

function Picture({ client }: { client: Client }) {
	const me = client.me.value;
	const box = useRef<HTMLInputElement>(null);
	const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
	if (!me) return null;
	const has = client.people.profile(me.id)?.picture !== undefined;

	async function change(act: () => Promise<unknown>) {
		setState({ busy: true, error: null });
		try {
			await act();
			setState({ busy: false, error: null });
		} catch (cause) {
			setState({ busy: false, error: cause instanceof Error ? cause.message : String(cause) });
		}
	}
	return (
		<section class="picture" aria-label="Picture">
			<PersonAvatar client={client} user={me} size="large" />
			<div>
				<div class="picture-actions">
					<button class="button" type="button" aria-busy={state.busy} onClick={() => box.current?.click()}>
						{has ? "Change picture" : "Choose a picture"}
					</button>
					{has && (
						<button class="button" type="button" onClick={() => change(() => client.setProfile({ picture: null }))}>
							Remove picture
						</button>
					)}
				</div>
				<p class="faint">Cut to a square, made small here. Where it was taken is not sent.</p>
			</div>
			<input
				ref={box}
				class="for-ears"
				type="file"
				accept="image/*"
				tabIndex={-1}
				aria-label="Picture file"
				onChange={(event) => {
					const [file] = event.currentTarget.files ?? [];
					event.currentTarget.value = "";
					if (file) void change(async () => uploadPicture(await squarePicture(file)));
				}}
			/>
			{state.error !== null && (
				<p class="form-error" role="alert">
					{state.error}
				</p>
			)}
		</section>
	);
}
