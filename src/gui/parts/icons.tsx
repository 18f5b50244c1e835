import type { ComponentChildren } from "preact";

function Icon({ children }: { children: ComponentChildren }) {
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
			{children}
		</svg>
	);
}

/** An icon of one stroke, in a box of 24 by 24. */
export const draw = (path: string) => () => (
	<Icon>
		<path d={path} />
	</Icon>
);

export const MenuIcon = draw("M4 7h16M4 12h16M4 17h16");
export const PlusIcon = draw("M12 5v14M5 12h14");
export const CloseIcon = draw("M6 6l12 12M18 6L6 18");
export const PeopleIcon = draw(
	"M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11M3.5 19c.4-3 2.6-4.6 5.5-4.6S14.1 16 14.5 19M15.5 10.8a2.8 2.8 0 1 0-.9-5.5M16.8 14.6c2 .4 3.4 1.9 3.7 4.4",
);
export const SettingsIcon = draw(
	"M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
);
export const LogOutIcon = draw("M14 5H7a1.5 1.5 0 0 0-1.5 1.5v11A1.5 1.5 0 0 0 7 19h7M10.5 12H20M17 9l3 3-3 3");
export const EditIcon = draw("M4.5 19.5l.8-3.7L15.8 5.3a1.7 1.7 0 0 1 2.4 0l.5.5a1.7 1.7 0 0 1 0 2.4L8.2 18.7z");
export const TrashIcon = draw("M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 10.5v5M13.5 10.5v5");
export const CopyIcon = draw("M9 9h10v11H9zM15 9V4.5H5V15h4");
export const DownIcon = draw("M12 5v14M6.5 13.5L12 19l5.5-5.5");
export const LockIcon = draw("M6.5 11h11v8h-11zM9 11V8.5a3 3 0 0 1 6 0V11");
export const CompassIcon = draw("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M15.5 8.5l-2 5-5 2 2-5z");
export const InboxIcon = draw("M4 13.5l2.6-8h10.8l2.6 8v5H4zM4 13.5h4.5l1.3 2.3h4.4l1.3-2.3H20");
export const SearchIcon = draw("M10.8 17a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4M15.4 15.4L20 20");
export const ChevronIcon = draw("M7.5 10l4.5 4.5 4.5-4.5");

/** The house of the mark. */
export function Mark() {
	return (
		<span class="mark" aria-hidden="true">
			<svg viewBox="0 0 24 24" aria-hidden="true">
				<path d="M6.5 17.5v-7L12 6l5.5 4.5v7M9.75 17.5v-4a2.25 2.25 0 0 1 4.5 0v4" />
			</svg>
		</span>
	);
}
