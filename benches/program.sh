#!/usr/bin/env bash
# Measures whole programs: what it takes to start in a terminal, to answer a key and to do nothing,
# and what `byline show` and `byline search` cost. Writes tables in Markdown.
#
#   benches/program.sh [posts] [blogs] [show] [search]      all of them when none is named
#
# Beside byline it measures what it finds of leaf, treemd, mdt, frogmouth, newsboat, mdcat, lowdown
# and rg, in the folders that BYLINE_PEERS names (with `:` between them) and in PATH, and says which
# are absent. Programs that are compared run in turn, so that what else the machine does meets all of
# them; figures are medians, processor time is that of the user and of the system. With
# BYLINE_BENCH_HUGE=1 a blog of 100,000 posts is measured, too. BYLINE_SHARED names the folder of
# other people's blogs (../shared).
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=${BYLINE_PEERS:+$BYLINE_PEERS:}$PATH

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

# Says which of some programs are not here.
absent() {
    local program missing=()
    for program in "$@"; do
        has "$program" || missing+=("$program")
    done
    ((${#missing[@]} == 0)) || echo $'\n'"Absent: ${missing[*]}."
}

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

# The medians of what the helper said of a program, column by column; what was measured in the first
# run only is that of the first.
medians() {
    awk -F' *[|] *' '
        { for (i = 2; i < NF; i++) if ($i ~ /^[0-9.]+$/) all[i, ++count[i]] = $i }
        NR == 1 { columns = NF; for (i = 2; i < NF; i++) first[i] = $i }
        END {
            for (i = 2; i < columns; i++) {
                n = count[i]
                for (j = 2; j <= n; j++)
                    for (k = j; k > 1 && all[i, k - 1] + 0 > all[i, k] + 0; k--) {
                        swapped = all[i, k]; all[i, k] = all[i, k - 1]; all[i, k - 1] = swapped
                    }
                shown = (i <= 3 || i == 6) && n ? all[i, int((n + 1) / 2)] : first[i]
                printf "| %s ", shown
            }
            print "|"
        }'
}

posts() {
    local bytes size program run programs=("$byline")
    for program in leaf treemd mdt frogmouth; do
        if has "$program"; then programs+=("$program"); fi
    done
    heading "a post"
    for size in 10:KB 100:KB 1000:KB 5000:KB; do
        bytes=$((${size%:KB} * 1024))
        "$terminal" post "$work/$bytes.md" "$bytes"
        rm -f "$work"/runs-*
        for run in 1 2 3 4 5; do
            for program in "${programs[@]}"; do
                local runs=$work/runs-${program##*/} once=()
                # Who is slow is so in every run.
                if ((run > 1)) && grep -q 'more than' "$runs"; then continue; fi
                if ((run > 1)); then once=(--presses 0 --idle 0); fi
                "$terminal" run --shows "Section 1" "${once[@]}" -- "$program" "$work/$bytes.md" >>"$runs"
            done
        done
        for program in "${programs[@]}"; do
            echo "| ${program##*/}, ${size/:/ } $(medians <"$work/runs-${program##*/}")"
        done
    done
    absent leaf treemd mdt frogmouth
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
    absent newsboat
    echo
    echo "| posts | first frame, s | \`cat\`, s | ratio |"
    echo "|---|--:|--:|--:|"
    for count in "${sizes[@]}"; do
        find "$work/blog-$count/_posts" -name '*.md' -print0 >"$work/files"
        local TIMEFORMAT='%R' run first read
        for run in 1 2 3 4 5 6 7 8 9; do
            "$terminal" run --presses 0 --idle 0 -- "$byline" "$work/blog-$count" |
                awk -F' *[|] *' '{ print $2 / 1000 }' >>"$work/first-$count"
            { time xargs -0 cat <"$work/files" >/dev/null; } 2>>"$work/read-$count"
        done
        first=$(median <"$work/first-$count") read=$(median <"$work/read-$count")
        echo "| $count | $first | $read | $(ratio "$first" "$read") |"
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

# One figure in others.
ratio() { awk -v one="$1" -v other="$2" 'BEGIN { printf(other > 0 ? "%.2f" : "–", one / (other + 1e-9)) }'; }

# Rows of a table: what each of some commands costs, of which the first is the measure of the others.
# Each is a name, a colon and words.
costs() {
    local TIMEFORMAT='%U %S' run entry own cost
    rm -f "$work"/cost-*
    for run in {1..20}; do
        for entry in "$@"; do
            # shellcheck disable=SC2086 # the command is words
            { time ${entry#*: } >/dev/null 2>&1; } 2>&1 |
                awk '{ print ($1 + $2) * 1000 }' >>"$work/cost-${entry%%: *}"
        done
    done
    own=$(median <"$work/cost-${1%%: *}")
    for entry in "$@"; do
        cost=$(median <"$work/cost-${entry%%: *}")
        # shellcheck disable=SC2086
        echo "| ${entry%%: *} | $cost | $(ratio "$own" "$cost") | $(largest ${entry#*: } 2>/dev/null) |"
    done
}

show() {
    local file=$work/show.md colour commands
    # Code in no language, which nobody colours.
    "$terminal" post "$work/coloured.md" 1048576
    sed 's/^```rust/```/' "$work/coloured.md" >"$file"
    for colour in never always; do
        commands=("byline show --color $colour: $byline show --width 80 --color $colour $file")
        case $colour in
        never)
            if has mdcat; then commands+=("mdcat --no-colour: mdcat --no-colour --local --columns 80 $file"); fi
            if has lowdown; then commands+=("lowdown --term-no-ansi: lowdown -Tterm --term-no-ansi --term-width 80 --term-columns 80 $file"); fi
            ;;
        always)
            if has mdcat; then commands+=("mdcat --ansi: mdcat --ansi --local --columns 80 $file"); fi
            if has lowdown; then commands+=("lowdown: lowdown -Tterm --term-width 80 --term-columns 80 $file"); fi
            if has leaf; then commands+=("leaf --inline: leaf --inline $file"); fi
            commands+=("byline, coloured code: $byline show --width 80 --color always $work/coloured.md")
            ;;
        esac
        echo
        echo "| a post of 1 MB on standard output, 80 columns | CPU, ms | byline's, in this | MB |"
        echo "|---|--:|--:|--:|"
        costs "${commands[@]}"
    done
    absent mdcat lowdown leaf
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
