#!/bin/bash
# kinds.sh: CPU time of a negotiation and of a round with each tactic and in each protocol, at 625 and 46,656 packages, values redrawn and
# one core; and of what surrounds a negotiation: a conflict, commitments, mediators. The last column is the time of a round over that of the
# time tactic on the same space.
set -u
negsim=${NEGSIM:-build/negsim}
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-kinds.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT

# scenario ISSUES OPTIONS CONCESSION PROTOCOL [MORE]
scenario() {
    awk -v m="$1" -v k="$2" -v concession="$3" -v protocol="$4" 'BEGIN {
        print "negsim: 1\nname: kinds\nissues:"
        for (i = 0; i < m; i++) { printf "  i%d: {options: {", i; for (o = 0; o < k; o++) printf "%so%d: o%d", o ? ", " : "", o, o; print "}}" }
        print "parties:"
        for (p = 0; p < 2; p++) {
            printf "  p%d:\n    no_deal: [20, 40]\n    concession: {%s}\n    issues:\n", p, concession
            for (i = 0; i < m; i++) {
                w = p ? 10 + 5 * (m - 1 - i) : 10 + 5 * i
                printf "      i%d: {priority: [%d, %d], values: [", i, w - 5, w + 5
                for (o = 0; o < k; o++) printf "%s%.6g±8", o ? ", " : "", 100 * (p ? k - 1 - o : o) / (k - 1)
                print "]}"
            }
        }
        print "protocol: {kind: " protocol ", rounds: 100}\nrun: {draws: 1000, seed: 1}" }'
    printf '%s\n' "${5:-}"
}

# line NAME DRAWS: plays $work/kinds.yaml; sets `round` to the microseconds of a round.
line() {
    local TIMEFORMAT=%U before after
    before=$({ time "$negsim" run "$work/kinds.yaml" -n 1 --arms "$arm" --jobs 1 --tables runs -q -o "$work/out" --force >/dev/null; } 2>&1)
    after=$({ time "$negsim" run "$work/kinds.yaml" -n "$2" --arms "$arm" --jobs 1 --tables runs -q -o "$work/out" --force >/dev/null; } 2>&1)
    round=$(awk -F, -v b="$before" -v a="$after" 'NR > 1 { n++; r += $6 } END { printf "%.4f", 1e6 * (a - b) / (r ? r : n) }' "$work/out/runs.csv")
    awk -F, -v name="$1" -v b="$before" -v a="$after" -v round="$round" -v of="${reference:-$round}" \
        'NR > 1 { n++; r += $6 } END { printf "%-52s %12.1f %10.1f %12.3f %8.2f\n", name, 1e6 * (a - b) / n, r / n, round, (of > 0) ? round / of : 0 }' "$work/out/runs.csv"
}

printf '%-52s %12s %10s %12s %8s\n' "one core, CPU time" "us per run" "rounds" "us per round" "of time"
arm=unmediated
for space in "625 4 5 20000" "46656 6 6 400"; do
    read -r packages issues options draws <<<"$space"
    unset reference
    scenario "$issues" "$options" "tactic: time, exponent: [0.1, 0.5], offer: lowest" alternating_offers >"$work/kinds.yaml"
    line "$packages packages, time, lowest" "$draws"
    scenario "$issues" "$options" "tactic: time, exponent: [0.1, 0.5], offer: logroll" alternating_offers >"$work/kinds.yaml"
    line "$packages packages, time, logroll" "$draws"
    reference=$round
    for tactic in $("$negsim" list tactic | sed -n 's/^  \([a-z_]*\)$/\1/p' | grep -Ev '^(time|external|mix)$'); do
        scenario "$issues" "$options" "tactic: $tactic" alternating_offers >"$work/kinds.yaml"
        line "$packages packages, $tactic" "$draws"
    done
    for protocol in simultaneous single_text; do
        scenario "$issues" "$options" "tactic: time" "$protocol" >"$work/kinds.yaml"
        line "$packages packages, $protocol" "$draws"
    done
done
unset reference
plain="tactic: time, exponent: [0.1, 0.5]"
one="mediators: {a: {style: {facilitation: 1, formulation: 1, directive: 1}, leverage: 10}}"
three="mediators: {a: {style: {facilitation: 1, formulation: 1, directive: 1}, leverage: 10}, b: {}, c: {style: {formulation: 1}}}"
while IFS='|' read -r name more; do
    arm=mediated
    [[ $more == *mediators* ]] || arm=unmediated
    scenario 4 5 "$plain" alternating_offers "$more" >"$work/kinds.yaml"
    line "625 packages, $name" 10000
    reference=${reference:-$round}
done <<END
nothing around it|
a conflict|conflict: {balance: {start: 0.5, up_helps: p0, down_helps: p1}, volatility: 0.03, stake: 30, cost: 0.1}
commitments|commitment: {trust_weight: 1}
durability|durability: {horizon: 50, hazard: 0.02}
one mediator|$one
three mediators|$three
END
