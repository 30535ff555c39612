#!/bin/bash
# shellcheck disable=SC2046,SC2086  # a metric is three words: value, lower and upper end
# directions.sh [DRAWS [FACTOR]]: the directions that published work supports, each as a paired experiment: one thing changed, the same draws.
# Prints a table (docs/validation.md holds one), the effects that go against the published direction among them. No constant of a
# scenario is chosen to make a row come out; exit 1 only where an exact claim fails. About two minutes for 1,000 draws.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
draws=${1:-1000}
factor=${2:-1} # of the defaults that no source fixes: the weights of durability, tau, the weight of trust
constants=()
if [ "$factor" != 1 ]; then
    while read -r path value; do
        constants+=(-s "$path=$(awk -v v="$value" -v f="$factor" 'BEGIN { print v * f }')")
    done <<END
durability.tau 24
durability.weights.pressure 1
durability.weights.balance 4
durability.weights.spoilers 0.8
durability.weights.guarantee 1.5
durability.weights.monitoring 0.6
durability.weights.margin 3
END
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-directions.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# play SCENARIO BASE VARIANT [YAML]: plays the scenario with BASE set (path=value;..), and with VARIANT (path: value, ..) added; YAML is
# laid over the scenario before.
play() {
    local set
    {
        echo "negsim: 1"
        echo "extends: $repo/scenarios/$1.yaml"
        echo "name: direction"
        [ -n "${4:-}" ] && echo "$4"
        echo "variants: {changed: {set: {$3}}}"
    } >"$work/direction.yaml"
    local sets=()
    while read -r set; do [ -n "$set" ] && sets+=(-s "$set"); done < <(tr ';' '\n' <<<"$2")
    "$repo/build/negsim" run "$work/direction.yaml" "${constants[@]}" "${sets[@]}" -n "$draws" --arms unmediated,mediated,changed --tables summary,rounds -q \
        -o "$work/out" --force >/dev/null || exit 1
}

# metric ARM NAME -> value lo hi
metric() { awk -F, -v a="$1" -v m="$2" '$1 == a && $2 == m { print $3, $4, $5 }' "$work/out/summary.csv"; }

# row H CLAIM SCENARIO SIGN VALUE LO HI: what was found against the sign that was published.
row() {
    awk -v h="$1" -v claim="$2" -v s="$3" -v sign="$4" -v v="${5:-}" -v lo="${6:-}" -v hi="${7:-}" 'BEGIN {
        if (v == "") verdict = "not measured"
        else if (lo != "" && lo <= 0 && hi >= 0) verdict = "not distinguishable from 0"
        else if (v * sign > 0) verdict = "as published"
        else if (v == 0) verdict = "no effect"
        else verdict = "AGAINST"
        interval = (lo == "") ? "" : sprintf(" (%+.3f to %+.3f)", lo, hi)
        printf "| %s | %s | %s | %s | %+.3f%s | %s |\n", h, claim, s, (sign > 0 ? "+" : "-"), v, interval, verdict
    }'
}

# effect METRIC: of the change, paired.
effect() { metric changed-mediated "$1"; }
# difference METRIC: of two arms' own rows, without an interval.
difference() {
    local a b
    a=$(metric changed "$1") b=$(metric mediated "$1")
    awk -v a="${a%% *}" -v b="${b%% *}" 'BEGIN { if (a != "" && b != "") print a - b }'
}

echo "| | change, same draws | scenario | published sign | effect | verdict |"
echo "|---|---|---|---|---|---|"
for scenario in ukraine_war_goes_on civil_war_guarantor; do
    case $scenario in
    ukraine_war_goes_on) m=turkey a=ukraine b=russia horizon=60 ;;
    civil_war_guarantor) m=envoy a=rebels b=government horizon=40 ;;
    esac
    hard="parties.$a.no_deal=50;parties.$b.no_deal=50" # so that not everybody agrees anyhow
    all="mediators.$m.effort=1;mediators.$m.information.accuracy=1;mediators.$m.information.independence=1;mediators.$m.credibility.$a=1;mediators.$m.credibility.$b=1"
    pure() { echo "mediators.$m.style.facilitation: $1, mediators.$m.style.formulation: $2, mediators.$m.style.directive: $3"; }

    play "$scenario" "$hard" "run.seed: 1"
    row H1 "a mediator: agreement" "$scenario" 1 $(metric mediated-unmediated agreed)
    row H1 "a mediator: rounds to agreement" "$scenario" -1 $(metric mediated-unmediated round_difference_mean | cut -d' ' -f1)

    play "$scenario" "$hard;$all;mediators.$m.leverage=20;mediators.$m.style.facilitation=1;mediators.$m.style.formulation=0;mediators.$m.style.directive=0" "$(pure 0 1 0)"
    row H2 "formulation in place of facilitation: agreement" "$scenario" 1 $(effect agreed)
    play "$scenario" "$hard;$all;mediators.$m.leverage=20;mediators.$m.style.facilitation=0;mediators.$m.style.formulation=1;mediators.$m.style.directive=0" "$(pure 0 0 1)"
    row H2 "directive in place of formulation: agreement" "$scenario" 1 $(effect agreed)
    play "$scenario" "$hard;$all;mediators.$m.leverage=20;mediators.$m.style.facilitation=0;mediators.$m.style.formulation=0;mediators.$m.style.directive=1" "$(pure 1 0 0)"
    row H3 "facilitation in place of directive: held, of agreements" "$scenario" 1 $(difference held_of_agreed)
    play "$scenario" "$hard;$all;mediators.$m.leverage=5;mediators.$m.style.facilitation=0;mediators.$m.style.formulation=0;mediators.$m.style.directive=1" "mediators.$m.leverage: 30"
    row H5 "six times the leverage: held, of agreements" "$scenario" -1 $(difference held_of_agreed)

    guarantees=$("$repo/build/negsim" show "$repo/scenarios/$scenario.yaml" --quantities | sed -n 's/^\(guarantees\.[a-z_]*\.credibility\),.*/\1: 0.9/p' | paste -sd, -)
    none=$(tr ',' ';' <<<"$guarantees" | sed 's/: 0.9/=0/g')
    play "$scenario" "$none;durability.hazard=0.03" "$guarantees"
    high=$(effect held)
    row H6 "credible guarantees where deals break easily: held" "$scenario" 1 $high
    play "$scenario" "$none;durability.hazard=0.001" "$guarantees"
    low=$(effect held)
    row H6 "the same, less where they seldom break" "$scenario" 1 "$(awk -v a="${high%% *}" -v b="${low%% *}" 'BEGIN { print a - b }')"

    play "$scenario" "$hard;$all;mediators.$m.style.facilitation=1;mediators.$m.style.formulation=0;mediators.$m.style.directive=0" "mediators.$m.information.independence: 0"
    row H7 "information that is not independent: agreement" "$scenario" -1 $(effect agreed)
    play "$scenario" "$hard;mediators.$m.information.independence=0" "mediators.$m.mechanisms: [proposals, carrots, deadline, sequencing, face, guarantee]"
    if [ "$(metric changed agreed)" = "$(metric mediated agreed)" ] && [ "$(metric changed round_p50)" = "$(metric mediated round_p50)" ]; then
        row H7 "independence 0 and no information: the same, exactly" "$scenario" 1 1
    else
        row H7 "independence 0 and no information: NOT the same" "$scenario" 1 -1
        failed=1
    fi

    play "$scenario" "$hard" "mediators.$m.bias.$a: 0.5"
    row H8 "a bias toward $a makes it concede: its gain" "$scenario" -1 $(effect "gain_difference_mean_$a" | cut -d' ' -f1)

    play "$scenario" "$hard;conflict.cost.$a=0;conflict.cost.$b=0" "conflict.cost.$a: 0.5, conflict.cost.$b: 0.5"
    row H9 "both pay for the conflict: agreement" "$scenario" 1 $(effect agreed)
    play "$scenario" "$hard;parties.$a.optimism=0" "parties.$a.optimism: 20"
    row H9 "one-sided hope: agreement" "$scenario" -1 $(effect agreed)

    play "$scenario" "$hard" "parties.$a.ratification.cutoff: 60" "parties: {$a: {ratification: {by: referendum, cutoff: 50, spread: 5, shock: 5}}}"
    row H10 "a smaller win-set of $a: ratified" "$scenario" -1 $(effect agreed)
    row H10 "a smaller win-set of $a: its own gain" "$scenario" 1 $(effect "gain_difference_mean_$a" | cut -d' ' -f1)

    if [ "$scenario" = ukraine_war_goes_on ]; then
        play "$scenario" "parties.ukraine.preconditions.ceasefire_first.firmness=0.5;parties.russia.preconditions.withdrawal_first.firmness=0.5" \
            "parties.ukraine.preconditions.ceasefire_first.firmness: 1, parties.russia.preconditions.withdrawal_first.firmness: 1"
        row H12 "preconditions that block each other, firmer: agreement" "$scenario" -1 $(effect agreed)
        play "$scenario" "parties.ukraine.preconditions.ceasefire_first.firmness=0.9;parties.russia.preconditions.withdrawal_first.firmness=0.9;mediators.$m.mechanisms=[information, proposals, carrots, deadline, face]" \
            "mediators.$m.mechanisms: all"
        row H12 "sequencing allowed: agreement" "$scenario" 1 $(effect agreed)
    fi

    play "$scenario" "$all" "mediators.$m.timing.deadline: $((horizon / 2)), mediators.$m.timing.credibility: 1"
    row H13 "a credible deadline at half time: median round" "$scenario" -1 $(difference round_p50)
    share=$(awk -F, -v h=$((horizon / 2)) '$1 == "changed" && $3 > 0.85 * h && $3 <= h { a += $6 } $1 == "changed" { n += $6 } END { if (n) print a / n - 0.15 }' "$work/out/rounds.csv")
    row H13 "share of agreements in its last 15% of rounds, above 0.15" "$scenario" 1 "$share"

    play "$scenario" "$hard" "parties.$a.no_deal: 60"
    row H14 "a shock in favour of $a: its value, of agreements" "$scenario" 1 $(difference "value_mean_$a")
    row H14 "a shock in favour of $a: agreement" "$scenario" -1 $(effect agreed)

    play "$scenario" "durability.spoilers=0" "durability.spoilers: 2"
    row H15 "spoilers: held" "$scenario" -1 $(effect held)
done

# Three issues with opposed values: a split of the difference leaves nothing on the table but where priorities differ.
trade() {
    cat <<END
negsim: 1
name: trade
issues:
  a: {options: {a0: 0, a1: 1, a2: 2, a3: 3, a4: 4}}
  b: {options: {b0: 0, b1: 1, b2: 2, b3: 3, b4: 4}}
  c: {options: {c0: 0, c1: 1, c2: 2, c3: 3, c4: 4}}
parties:
  left:
    no_deal: [20, 35]
    concession: {tactic: time, exponent: [0.3, 1], offer: lowest}
    issues: {a: {priority: $1, values: [0, 25, 50, 75, 100]}, b: {priority: 1, values: [0, 25, 50, 75, 100]}, c: {priority: $2, values: [0, 25, 50, 75, 100]}}
  right:
    no_deal: [20, 35]
    concession: {tactic: time, exponent: [0.3, 1], offer: lowest}
    issues: {a: {priority: $2, values: [100, 75, 50, 25, 0]}, b: {priority: 1, values: [100, 75, 50, 25, 0]}, c: {priority: $1, values: [100, 75, 50, 25, 0]}}
mediators: {drafter: {style: {facilitation: 0, formulation: 1, directive: 0}, patience: 1}}
protocol: {rounds: 20}
run: {draws: 1000, seed: 1}
END
}
joint() { # joint gain that the mediator adds where both arms agree
    local a b
    a=$(metric mediated-unmediated gain_difference_mean_left) b=$(metric mediated-unmediated gain_difference_mean_right)
    awk -v a="${a%% *}" -v b="${b%% *}" 'BEGIN { s = a + b; print (s < 1e-9 && s > -1e-9) ? 0 : s }'
}
for case in "differ:[2, 4]:[0.2, 0.6]" "are equal:1:1"; do
    IFS=: read -r how most least <<<"$case"
    trade "$most" "$least" >"$work/trade.yaml"
    "$repo/build/negsim" run "$work/trade.yaml" -n "$draws" --tables summary -q -o "$work/out" --force >/dev/null || exit 1
    row H4 "a single text, priorities that $how: joint gain" "a trade" 1 "$(joint)"
    if [ "$how" = "are equal" ] && [ "$(joint)" != 0 ]; then failed=1; fi
done

# One, two and three mediators at the table, with all that each can do.
crowd() {
    "$repo/build/negsim" run "$repo/scenarios/crowded_mediation.yaml" -s mediation.coherence="$1" -s mediators.world.effort="$2" \
        -s mediators.power.effort="$3" -s mediators.region.effort=0.7 -n "$draws" --arms unmediated,mediated --tables summary -q -o "$work/out" --force >/dev/null || exit 1
    metric mediated agreed | cut -d' ' -f1
}
step() { awk -v a="$1" -v b="$2" 'BEGIN { print b - a }'; }
for coherence in 0.4 0.6 0.8 1; do
    one=$(crowd $coherence 0 0) two=$(crowd $coherence 0.7 0) three=$(crowd $coherence 0.7 0.7)
    row H11 "a second mediator, coherence $coherence: agreement" crowded_mediation 1 "$(step $one $two)"
    row H11 "a third, coherence $coherence: agreement" crowded_mediation $([ $coherence = 1 ] && echo 1 || echo -1) "$(step $two $three)"
done
exit $failed
