# What the tests need beside our packages. After setup.sh.

find_chromium() {
	for candidate in "${PARLOUR_CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable \
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
		[ -n "$candidate" ] && PARLOUR_CHROMIUM=$(command -v "$candidate") && return 0
	done
	return 1
}

ensure_chromium() {
	if [ -n "${PARLOUR_CHROMIUM-}" ] && ! command -v "$PARLOUR_CHROMIUM" >/dev/null; then
		die "PARLOUR_CHROMIUM is $PARLOUR_CHROMIUM, which is no program here."
	fi
	find_chromium && return 0
	install_tool Chromium chromium
	find_chromium || die "Chromium was installed and is still not found: set PARLOUR_CHROMIUM to its path."
}

# ensure_tool COMMAND PACKAGE
ensure_tool() {
	command -v "$1" >/dev/null || install_tool "$1" "$2"
}

# install_tool NAME PACKAGE
install_tool() {
	how="Parlour's tests need $1: install it (Debian: apt-get install $2) and start again."
	command -v apt-get >/dev/null || die "$how"
	if [ "$(id -u)" -eq 0 ]; then
		as_root=
	elif sudo -n true 2>/dev/null; then
		as_root='sudo -n'
	else
		die "$how"
	fi
	say "Installing $1 for the tests with apt-get (once, a minute or two)…"
	mkdir -p "$setup_folder"
	apt_log=$setup_folder/apt.log
	if ! {
		$as_root apt-get update &&
			$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"
	} >"$apt_log" 2>&1 </dev/null; then
		cat "$apt_log" >&2
		die "$how"
	fi
}

lounge_folder=$setup_folder/the-lounge
lounge_lock=$root/test/clients/the-lounge/package-lock.json
lounge_within=600

# The Lounge, an IRC client of npm's: too heavy for everybody's node_modules, and none of its packages runs a script.
ensure_the_lounge() {
	lounge_is_current && return 0
	mkdir -p "$setup_folder" || die "Parlour's tests cannot write to $setup_folder."
	take_setup_lock
	trap 'release_setup_lock' EXIT
	trap 'stop_setup 129' HUP
	trap 'stop_setup 130' INT
	trap 'stop_setup 143' TERM
	lounge_is_current || install_the_lounge
	trap - EXIT HUP INT TERM
	release_setup_lock
}

lounge_is_current() {
	cmp -s "$lounge_lock" "$lounge_folder/installed.json"
}

install_the_lounge() {
	say "Installing The Lounge for the tests (once, half a minute)…"
	lounge_log=$setup_folder/the-lounge.log
	rm -rf "$setup_folder"/lounge.tmp.*
	stage=$setup_folder/lounge.tmp.$$
	mkdir -p "$stage"
	cp "$root/test/clients/the-lounge/package.json" "$lounge_lock" "$stage"
	if ! install_lounge_in_stage; then
		cat "$lounge_log" >&2
		rm -rf "$stage"
		die "Parlour's tests need The Lounge, and npm could not install it within $lounge_within seconds: its own words are above."
	fi
	cp "$lounge_lock" "$stage/installed.json"
	rm -rf "$lounge_folder"
	mv "$stage" "$lounge_folder"
}

# Its Node.js may be older than it asks for: it runs on our Bun.
install_lounge_in_stage() {
	(cd "$stage" && exec npm ci --ignore-scripts --omit=optional --engine-strict=false --no-audit --no-fund \
		--fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=4000) >"$lounge_log" 2>&1 </dev/null &
	child=$!
	waited=0
	while kill -0 "$child" 2>/dev/null && [ "$waited" -lt "$lounge_within" ]; do
		sleep 1
		waited=$((waited + 1))
	done
	kill "$child" 2>/dev/null
	wait "$child"
	code=$?
	child=
	return "$code"
}
