# What every script in bin/ shares. The caller has set $root, the project's folder.

bun=$root/node_modules/.bin/bun
# Where somebody starts Parlour must not matter: no .env, no bunfig.toml of that folder, nothing downloaded by the way.
bun_flags='--config=/dev/null --no-env-file --no-install'
setup_folder=$root/dist/setup
setup_lock=$setup_folder/lock
install_log=$setup_folder/install.log
gui_log=$setup_folder/gui.log

say() {
	printf '%s\n' "$*" >&2
}

die() {
	say "$@"
	exit 1
}

packages_are_current() {
	[ -x "$bun" ] && cmp -s "$root/package-lock.json" "$root/node_modules/.parlour-lock.json"
}

gui_is_current() {
	[ -f "$root/scripts/build-gui.ts" ] || return 0
	[ -f "$root/dist/gui/manifest.json" ] || return 1
	# Folders count too: theirs is the time that changes when a file is removed.
	[ -z "$(find "$root/src/gui" "$root/src/client" "$root/src/protocol" "$root/scripts/build-gui.ts" \
		"$root/package-lock.json" -newer "$root/dist/gui/manifest.json" 2>/dev/null)" ]
}

is_current() {
	packages_are_current && gui_is_current
}

set_up() {
	# Without a lock file this is an installed package, and npm has done it all.
	[ -f "$root/package-lock.json" ] || return 0
	is_current && return 0
	mkdir -p "$setup_folder" || die "Parlour cannot write to $root, and has to be set up there first."
	take_setup_lock
	trap 'release_setup_lock' EXIT
	trap 'stop_setup 129' HUP
	trap 'stop_setup 130' INT
	trap 'stop_setup 143' TERM
	packages_are_current || install_packages
	gui_is_current || build_gui
	trap - EXIT HUP INT TERM
	release_setup_lock
}

# The lock is a folder that holds its owner's process id. Whoever finds the owner dead may take it over; a second
# folder keeps two from doing so at once, one of them removing the other's fresh lock.
take_setup_lock() {
	waited=0
	until mkdir "$setup_lock" 2>/dev/null; do
		owner=$(cat "$setup_lock/pid" 2>/dev/null)
		if owner_is_gone; then
			remove_stale_lock "$owner"
		elif [ "$waited" -eq 1 ]; then
			say "Waiting for another start of Parlour (process ${owner:-unknown}) to finish its set-up…"
		elif [ "$waited" -ge 600 ]; then
			die "The set-up by process $owner does not end. If that is no start of Parlour, remove $setup_lock and try again."
		fi
		waited=$((waited + 1))
		sleep 1
	done
	printf '%s\n' "$$" >"$setup_lock/pid"
}

owner_is_gone() {
	if [ -n "$owner" ]; then
		! kill -0 "$owner" 2>/dev/null
	else
		[ "$waited" -ge 5 ]
	fi
}

remove_stale_lock() {
	if mkdir "$setup_lock.takeover" 2>/dev/null; then
		[ "$(cat "$setup_lock/pid" 2>/dev/null)" != "$1" ] || rm -rf "$setup_lock"
		rmdir "$setup_lock.takeover"
	elif [ "$waited" -ge 30 ]; then
		rmdir "$setup_lock.takeover" 2>/dev/null
	fi
}

release_setup_lock() {
	rm -rf "$setup_lock"
}

stop_setup() {
	trap - EXIT HUP INT TERM
	[ -z "${child-}" ] || kill "$child" 2>/dev/null
	release_setup_lock
	exit "$1"
}

# run_logged LOG FOLDER COMMAND…: in the background, so that a signal is answered at once and not when COMMAND has ended.
run_logged() {
	log=$1
	folder=$2
	shift 2
	(cd "$folder" && exec "$@") >>"$log" 2>&1 </dev/null &
	child=$!
	wait "$child"
	code=$?
	child=
	return "$code"
}

# Installed beside the old one and moved into place when complete: what is interrupted leaves no half of a node_modules,
# and what is running keeps what it has until then.
install_packages() {
	command -v npm >/dev/null || die "Parlour needs npm 9 or newer, which comes with Node.js: install that and start again."
	case $(npm --version 2>/dev/null) in
	[1-8].*) die "Parlour needs npm 9 or newer, and this is npm $(npm --version 2>/dev/null): update Node.js and start again." ;;
	esac
	say "Installing what Parlour needs (once, about a minute)…"
	rm -rf "$setup_folder"/install.tmp.* "$setup_folder"/old.tmp.*
	stage=$setup_folder/install.tmp.$$
	mkdir -p "$stage"
	cp "$root/package.json" "$root/package-lock.json" "$stage"
	[ ! -f "$root/.npmrc" ] || cp "$root/.npmrc" "$stage"
	: >"$install_log"
	if ! install_in_stage; then
		cat "$install_log" >&2
		rm -rf "$stage"
		die "Parlour could not install what it needs: npm's own words are above. Most often the network is why; then start again."
	fi
	cp "$stage/package-lock.json" "$stage/node_modules/.parlour-lock.json"
	[ ! -e "$root/node_modules" ] || mv "$root/node_modules" "$setup_folder/old.tmp.$$"
	mv "$stage/node_modules" "$root/node_modules"
	rm -rf "$stage" "$setup_folder/old.tmp.$$"
}

# `npm ci` refuses a lock file that lacks an optional package for another platform, as npm itself writes it where the
# registry has not got that package. In an empty folder `npm install --no-save` does the same from the same lock file.
install_in_stage() {
	run_logged "$install_log" "$stage" npm install --no-save --no-audit --no-fund \
		--include=dev --include=optional --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=4000 || return 1
	# Bun is put in place by its package's script, and npm may be told, or come to be set, to run none.
	[ -n "$("$stage/node_modules/.bin/bun" --revision 2>/dev/null)" ] ||
		run_logged "$install_log" "$stage/node_modules/bun" node install.js
}

build_gui() {
	say "Building the browser's screens (a few seconds)…"
	: >"$gui_log"
	if ! run_logged "$gui_log" "$root" "$bun" $bun_flags scripts/build-gui.ts; then
		cat "$gui_log" >&2
		die "Parlour could not build the browser's screens: why is said above."
	fi
	tail -n 1 "$gui_log" >&2
}
