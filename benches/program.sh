#!/usr/bin/env bash
# Measures whole programs: what it takes to start in a terminal, to answer a key and to do nothing,
# and what `byline show` and `byline search` cost. Writes tables in Markdown.
#
#   benches/program.sh [posts] [blogs] [show] [search]      all of them when none is named
#
# Beside byline it measures what it finds of leaf, treemd, mdt, frogmouth, newsboat, mdcat, lowdown
# and rg. With BYLINE_BENCH_HUGE=1 a blog of 100,000 posts is measured, too. BYLINE_SHARED names the
# folder of other people's blogs (../shared).
set -euo pipefail
cd "$(dirname "$0")/.."

nice cargo build --release --quiet
# Where Cargo puts the helper.
terminal=$(nice cargo bench --bench terminal --no-run 2>&1 | sed -n 's/.*Executable.*(\(.*\))$/\1/p')
byline=$PWD/target/release/byline
shared=${BYLINE_SHARED:-$PWD/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BYLINE_STATE=$work/state XDG_CONFIG_HOME=$work/config

has() { command -v "$1" >/dev/null; }

# The median of a column of numbers.
median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

# A row of a table: a name, then what the helper says of a program.
row() {
    local name=$1
    shift
    echo "| $name $("$terminal" run "$@")"
}

heading() {
    echo
    echo "| $1 | first frame, ms | CPU until then, ms | key, median ms | key, worst ms | MB | idle CPU, ms in 5 s | keys answered |"
    echo "|---|--:|--:|--:|--:|--:|--:|--:|"
}

posts() {
    local bytes size program
    heading "a post"
    for size in 10:KB 100:KB 1000:KB 5000:KB; do
        bytes=$((${size%:KB} * 1024))
        "$terminal" post "$work/$bytes.md" "$bytes"
        for program in "$byline" leaf treemd mdt frogmouth; do
            has "$program" || continue
            row "$(basename "$program"), ${size/:/ }" --shows "Section 1" -- "$program" "$work/$bytes.md"
        done
    done
}

# A feed of as many entries as a blog has posts, for who reads feeds.
feed() {
    echo '<?xml version="1.0"?><rss version="2.0"><channel><title>The newest of them all</title>'
    echo '<link>https://blog.example/</link><description>Posts</description>'
    local number
    for ((number = 0; number < $1; number++)); do
        echo "<item><title>Post $number</title><link>https://blog.example/$number/</link>"
        echo "<guid>$number</guid><description>Words of a post, $number of them.</description></item>"
    done
    echo '</channel></rss>'
}

blogs() {
    local count sizes=(10 383 5000)
    [[ -z ${BYLINE_BENCH_HUGE:-} ]] || sizes+=(100000)
    heading "a blog"
    for count in "${sizes[@]}"; do
        "$terminal" blog "$work/blog-$count" "$count"
        # Once before, so that files are in memory.
        "$byline" list "$work/blog-$count" >/dev/null
        row "byline, $count posts" -- "$byline" "$work/blog-$count"
        if has newsboat && ((count <= 5000)); then
            feed "$count" >"$work/feed-$count.xml"
            echo "file://$work/feed-$count.xml" >"$work/urls"
            newsboat -u "$work/urls" -c "$work/cache-$count.db" -x reload >/dev/null 2>&1 || true
            row "newsboat, $count entries of a feed" -- \
                newsboat -u "$work/urls" -c "$work/cache-$count.db"
        fi
    done
    echo
    echo "| posts | \`list\`, CPU s | \`cat\`, CPU s | \`list\`, s | \`cat\`, s | \`list\`, MB |"
    echo "|---|--:|--:|--:|--:|--:|"
    for count in "${sizes[@]}"; do
        find "$work/blog-$count/_posts" -name '*.md' -print0 >"$work/files"
        local TIMEFORMAT='%U %S %R'
        local listed=() catted=() run
        for run in 1 2 3 4 5; do
            listed+=("$({ time "$byline" list "$work/blog-$count" >/dev/null; } 2>&1)")
            catted+=("$({ time xargs -0 cat <"$work/files" >/dev/null; } 2>&1)")
        done
        local both='{ print $1 + $2 }' whole='{ print $3 }'
        echo "| $count" \
            "| $(printf '%s\n' "${listed[@]}" | awk "$both" | median)" \
            "| $(printf '%s\n' "${catted[@]}" | awk "$both" | median)" \
            "| $(printf '%s\n' "${listed[@]}" | awk "$whole" | median)" \
            "| $(printf '%s\n' "${catted[@]}" | awk "$whole" | median)" \
            "| $(largest "$byline" list "$work/blog-$count") |"
    done
}

# The most that a program held in memory, in megabytes.
largest() {
    { env time -f %M "$@" >/dev/null; } 2>&1 | awk '{ printf "%.1f", $1 / 1024 }'
}

# The median user time of a program, in milliseconds, of twenty runs.
cost() {
    local TIMEFORMAT=%U run
    for run in {1..20}; do
        { time "$@" >/dev/null 2>&1; } 2>&1
    done | awk '{ print $1 * 1000 }' | median
}

show() {
    local file=$work/show.md
    "$terminal" post "$file" 1048576
    echo
    echo "| a post of 1 MB on standard output | user CPU, ms |"
    echo "|---|--:|"
    echo "| byline show --color never | $(cost "$byline" show --color never "$file") |"
    echo "| byline show --color always | $(cost "$byline" show --color always "$file") |"
    has mdcat && echo "| mdcat --no-colour | $(cost mdcat --no-colour --local "$file") |"
    has mdcat && echo "| mdcat --ansi | $(cost mdcat --ansi --local "$file") |"
    has lowdown && echo "| lowdown -Tterm, no colours | $(cost lowdown -Tterm --term-no-ansi "$file") |"
    has lowdown && echo "| lowdown -Tterm | $(cost lowdown -Tterm "$file") |"
    return 0
}

search() {
    local blog=$shared/corpus/blogs/avyfain words
    [[ -d $blog ]] || return 0
    "$byline" search the "$blog" >/dev/null
    local TIMEFORMAT='%U %S %R'
    echo
    echo "| words, on 383 posts | byline, warm: s, CPU s | byline --no-memory: s, CPU s | rg: s, CPU s |"
    echo "|---|--:|--:|--:|"
    for words in oaxaca the python; do
        local line="| $words" program
        for program in "$byline search $words" "$byline search --no-memory $words" "rg -i $words"; do
            has "${program%% *}" || continue
            local runs
            runs=$(for run in {1..20}; do { time $program "$blog" >/dev/null 2>&1; } 2>&1; done)
            line+=" | $(awk '{ print $3 }' <<<"$runs" | median), $(awk '{ print $1 + $2 }' <<<"$runs" | median)"
        done
        echo "$line |"
    done
}

if (($#)); then parts=("$@"); else parts=(posts blogs show search); fi
for part in "${parts[@]}"; do "$part"; done
