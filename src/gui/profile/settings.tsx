import type { Client } from "../../client/client.ts";
import { Modal } from "../dialogs/modal.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { dialog, type SettingsSection, settingsSection } from "../view.ts";
import { AppPasswordsSection } from "./app-passwords-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { NotificationsSection } from "./notifications-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import styles from "./settings.css" with { type: "text" };

adoptStyles(styles);

const SECTIONS: readonly (readonly [section: SettingsSection, label: string])[] = [
	["profile", "Profile"],
	["appearance", "Appearance"],
	["notifications", "Notifications"],
	["password", "Password"],
	["sessions", "Sessions"],
];

const ACCOUNTS_ONLY: ReadonlySet<SettingsSection> = new Set(["password", "sessions"]);

export function Settings({ client, onClose }: { client: Client; onClose(): void }) {
	const server = client.server.value;
	const current = settingsSection.value;
	return (
		<Modal title="Settings" size="large" onClose={onClose}>
			<div class="settings">
				<nav class="settings-nav" aria-label="Settings">
					{SECTIONS.filter(([section]) => !(client.me.value?.guest && ACCOUNTS_ONLY.has(section))).map(
						([section, label]) => (
							<button
								key={section}
								type="button"
								aria-current={section === current ? "page" : undefined}
								onClick={() => (settingsSection.value = section)}
							>
								{label}
							</button>
						),
					)}
					<button type="button" onClick={() => (dialog.value = "shortcuts")}>
						Keyboard shortcuts
					</button>
				</nav>
				<div class="settings-section">
					<Section client={client} section={current} />
					<p class="settings-version faint">
						{server?.name} runs Parlour {server?.version}
					</p>
				</div>
			</div>
		</Modal>
	);
}

function Section({ client, section }: { client: Client; section: SettingsSection }) {
	switch (section) {
		case "profile":
			return <ProfileSection client={client} />;
		case "appearance":
			return <AppearanceSection />;
		case "notifications":
			return <NotificationsSection />;
		case "password":
			return <PasswordSection client={client} />;
		case "sessions":
			return (
				<>
					<SessionsSection client={client} />
					<AppPasswordsSection />
				</>
			);
	}
}
