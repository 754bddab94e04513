# What ./run and ./test share: packages, and steps that are quiet unless they
# fail. Sourced with the top folder as the working folder.

causes='Assertion |ERROR: |error: |runtime error|^FAILED|^Base64: '

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$0: $*"
    exit 1
}

# step TITLE LOG COMMAND...: one line of progress; on failure the end of LOG,
# and behind it the lines of LOG that may say why.
step() {
    local title=$1 log=$2 start=$SECONDS
    shift 2
    printf '%s ... ' "$title" >&2
    mkdir -p "$(dirname "$log")"
    if "$@" >"$log" 2>&1 </dev/null; then
        say "done ($((SECONDS - start)) s)"
        return
    fi
    say "failed"
    tail -n 40 "$log" >&2
    grep -aE "$causes" "$log" | cut -c1-2000 | tail -n 20 >&2
    die "\"$*\" failed; the whole log is $log"
}

# packages_missing LIST...: the packages of the lists that are not installed.
packages_missing() {
    local package
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@" | while read -r package; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *' ok installed') ;;
        *) printf '%s\n' "$package" ;;
        esac
    done
}

# packages_need LIST...: installs what is missing; root only if something is.
packages_need() {
    local missing root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null
    then
        say "Not a Debian system: $* name what must be installed."
        return
    fi
    mapfile -t missing < <(packages_missing "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Missing packages: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            die "as root, run: apt-get install ${missing[*]}"
        say "Root is needed to install them, and for nothing else."
        root=(sudo)
        if [ -t 0 ]; then
            sudo -v || die "as root, run: apt-get install ${missing[*]}"
        else
            root=(sudo -n)
        fi
    fi
    root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q
        -o DPkg::Lock::Timeout=120)
    step "Reading the package lists" build/log/apt-update.log \
        "${root[@]}" update
    step "Installing ${#missing[@]} packages" build/log/apt-install.log \
        "${root[@]}" install -y --no-install-recommends "${missing[@]}"
}

# build PRESET FOLDER OPTION...: configures and builds.
build() {
    local preset=$1 folder=$2 name
    name=$(basename "$folder")
    shift 2
    step "Configuring $folder" "build/log/configure-$name.log" \
        cmake --preset "$preset" -B "$folder" "$@"
    step "Building $folder" "build/log/build-$name.log" \
        cmake --build "$folder"
}
