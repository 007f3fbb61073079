# What publishing does where the site lies: here, or on the other side of ssh. It is handed to "sh -s".
# Then each line that comes is a call of one of its functions, answered with lines "word=value" and a
# last line "done". When no more lines come, what was begun and not kept is undone: whoever asked may
# have finished, lost the connection, or been killed.
#
#     releases/NAME/site      what is shown: the web server's root is current/site
#     releases/NAME/server    the rules for the web server
#     releases/NAME/version   when and what was committed that it was built from
#     releases/NAME/before    the release that it took over from, which is the way back
#     current                 the link to the release that is shown
#     lock                    held while somebody publishes, and says who
set -eu
umask 022
two='[0-9][0-9]'
ours="$two$two$two${two}T$two$two$two.$two$two$two" # a release's name; no other folder is touched
count=5 # releases that stay
shown='' release='' switched=''

undo() {
    trap '' HUP INT TERM PIPE
    set +e
    [ -z "$switched" ] || [ -z "$shown" ] || back
    clear_up
    [ -z "$release" ] || [ "$(now)" = "$release" ] || rm -rf "releases/$release"
    : > lock
    echo "shown=$(now)"
}

clear_up() {
    rm -rf releases/.incoming-$ours .current-$ours .next .back
}

now() {
    link=$(readlink current) || return 0
    echo "${link#releases/}"
}

# NAME: the release that it took over from.
before() {
    [ -z "$1" ] || cat "releases/$1/before" 2> /dev/null || :
}

# FOLDER WHO NEW: makes sure that nobody else publishes there. Only with NEW the folder may be a new one.
enter() {
    [ -z "$3" ] || mkdir -p "$1/releases"
    cd "$1"
    [ -d releases ]
    command -v flock > /dev/null || { echo missing=flock; return; }
    exec 9>> lock
    if flock -n 9; then
        shown=$(now)
        trap undo EXIT
        trap 'exit 1' HUP INT TERM PIPE
        clear_up # first: the disk may be full of what was left
        prune "$shown"
        echo "$2, sedan $(date '+%Y-%m-%d %H:%M')" > lock || :
        echo "folder=$PWD"
        echo "shown=$shown"
    else
        echo "held=$(cat lock)"
    fi
}

# NAME: makes room for a release.
begin() {
    [ ! -e "releases/$1" ]
    mkdir "releases/.incoming-$1"
    release=$1
    if [ -n "$shown" ] && [ -f "releases/$shown/version" ]; then
        echo "version=$(cat "releases/$shown/version")"
    fi
}

# What a web server, which is another user, could not read. A folder on the way may be open to its
# group alone, if that is how the machine is kept.
closed() {
    find . releases -prune ! -perm -001 ! -perm -010 | sed 's/^/closed=/'
    find "releases/.incoming-$release/site" \( -type d ! -perm -005 -o -type f ! -perm -004 \) \
        | sed 's/^/closed=/'
    above=$PWD
    while [ "$above" != / ]; do
        above=$(dirname "$above")
        find "$above" -prune ! -perm -001 | sed 's/^/narrow=/'
    done
}

# PATTERN: completes the release and shows it, until it is kept. Its own are the files that pages load,
# whose names match PATTERN.
switch() {
    new=releases/.incoming-$release
    [ -f "$new/site/index.html" ]
    (cd "$new" && find site -type f | grep -E "^$1\$" | sort > own-files)
    [ -z "$shown" ] || carry "releases/$shown" "$new"
    echo "$shown" > "$new/before"
    sync
    mv "$new" "releases/$release"
    show "$release"
}

# FROM TO: a page that a visitor has already asks for the files of its own release, once more.
carry() {
    [ -f "$1/own-files" ] || return 0
    while read -r file; do
        if [ ! -e "$2/$file" ] && [ -f "$1/$file" ]; then
            mkdir -p "$(dirname "$2/$file")"
            ln "$1/$file" "$2/$file"
        fi
    done < "$1/own-files"
}

# NAME: shows it in place of $shown. ln can't exchange a link in one step, mv can (GNU: -T). The way
# back is laid before: it must not need room on the disk.
show() {
    [ -z "$shown" ] || ln -s "releases/$shown" .back
    ln -s "releases/$1" .next
    switched=yes
    mv -T .next current
    diff -qr "releases/$shown/server" "releases/$1/server" > /dev/null 2>&1 || echo rules=changed
}

# COMMAND: lets the web server read its rules.
reload() {
    sh -c "$1" < /dev/null 9>&- >&2 || echo failed=reload
}

# Undoes the switch.
back() {
    carry "releases/$release" "releases/$shown"
    mv -T .back current
    switched=''
}

# Lets the release stay.
keep() {
    switched=''
    sync
    prune "$release"
}

# NAME: removes every release but it and those that one can go back to from it. What can't be removed
# is told.
prune() {
    [ -n "$1" ] || return 0
    kept=' ' name=$1
    for _ in $(seq "$count"); do
        kept="$kept$name "
        name=$(before "$name")
    done
    for old in releases/$ours; do
        case $kept in *" ${old#releases/} "*) continue ;; esac
        rm -rf "$old" || echo "left=$old"
    done
}

# Shows the release that the one that is shown took over from.
return_to() {
    earlier=$(before "$shown")
    [ -n "$earlier" ] && [ -f "releases/$earlier/site/index.html" ] || return 0
    carry "releases/$shown" "releases/$earlier"
    show "$earlier"
    switched=''
    sync
    echo "returned=$earlier"
}

echo done
while read -r line; do
    eval "$line"
    echo done
done
