#!/bin/sh
# Rewrites the table of docs/baseline.md: the share of agreements with each invented range at its two ends and with each
# mechanism left out. Usage: tests/tools/baseline.sh [draws]; NEGSIM names the program (default build/negsim).
set -eu
draws=${1:-4000}
negsim=${NEGSIM:-build/negsim}
scenario=scenarios/baseline.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# shares [--set ..]: "mediated unmediated" in whole percents
shares() {
    "$negsim" run "$scenario" -n "$draws" --arms unmediated,mediated --tables summary --quiet -o "$folder/run" "$@" >/dev/null
    awk -F, '$2 == "agreed" && $1 == "mediated" { m = $3 } $2 == "agreed" && $1 == "unmediated" { u = $3 } END { printf "%.0f%% | %.0f%%", 100 * m, 100 * u }' \
        "$folder/run/summary.csv"
}

# one row for each end: what, path(s) joined by +, low, high
ends() {
    what=$1 paths=$2 low=$3 high=$4
    for end in "$low" "$high"; do
        set --
        for path in $(echo "$paths" | tr + ' '); do set -- "$@" --set "$path=$end"; done
        echo "| $what | $(echo "$paths" | tr + ' ') | $end | $(shares "$@") |"
    done
}

{
    echo "| number or setting | path | set to | mediated | no mediator |"
    echo "|---|---|---|---|---|"
    echo "| as the file has it | | | $(shares) |"
    ends "Russia insists on withdrawal first (firmness; the case has a range)" parties.russia.preconditions.withdrawal_first.firmness 0 1
    ends "Ukraine insists on a ceasefire first (firmness; the case has a range)" parties.ukraine.preconditions.ceasefire_first.firmness 0 1
    ends "Ukraine's value of no deal (the case has a range)" parties.ukraine.no_deal 28 55
    ends "Russia's value of no deal (the case has a range)" parties.russia.no_deal 32 60
    for p in ukraine russia; do
        ends "optimism of $p" parties.$p.optimism 0 12
        ends "learning of $p" parties.$p.learning 0 0.02
        ends "exponent of $p" parties.$p.concession.exponent 0.2 1
        ends "flexibility of $p on territory" parties.$p.issues.territory.flexibility 0.6 1
    done
    ends "optimism of both" parties.ukraine.optimism+parties.russia.optimism 0 12
    ends "exponent of both" parties.ukraine.concession.exponent+parties.russia.concession.exponent 0.2 1
    ends "flexibility of both on territory" parties.ukraine.issues.territory.flexibility+parties.russia.issues.territory.flexibility 0.6 1
    ends "Ukraine's red line on no guarantee" parties.ukraine.issues.guarantees.red_lines.none_no_foreign_forces 0 1
    ends "Ukraine's red line on demilitarisation" parties.ukraine.issues.ukrainian_forces.red_lines.demilitarisation 0 1
    ends "Russia's red line on a force backed by the US" parties.russia.issues.guarantees.red_lines.european_deployment_with_us_backing 0 1
    ends "the mediator's bias towards Ukraine" mediators.turkey.bias.ukraine -0.15 0.15
    ends "its legitimacy" mediators.turkey.legitimacy 0 1
    ends "its accuracy" mediators.turkey.information.accuracy 0 1
    ends "its independence" mediators.turkey.information.independence 0 1
    ends "its fatigue" mediators.turkey.fatigue 13 52
    ends "its patience" mediators.turkey.patience 1 6
    ends "its effort" mediators.turkey.effort 0.5 1
    for offer in lowest nearest best random; do
        echo "| offers of both: $offer | parties.*.concession.offer | $offer | $(shares --set parties.ukraine.concession.offer=$offer --set parties.russia.concession.offer=$offer) |"
    done
    echo "| opponent model of both: uniform | parties.*.concession.opponent_model | uniform | $(shares --set parties.ukraine.concession.opponent_model=uniform --set parties.russia.concession.opponent_model=uniform) |"
    echo "| acceptance of both: next_bid | parties.*.concession.acceptance | next_bid | $(shares --set parties.ukraine.concession.acceptance=next_bid --set parties.russia.concession.acceptance=next_bid) |"
    ends "rounds" protocol.rounds 30 120
    for order in fixed rotating; do
        echo "| turn order: $order | protocol.order | $order | $(shares --set protocol.order=$order) |"
    done
    all="information proposals carrots deadline sequencing face"
    for out in $all; do
        rest=$(for m in $all; do [ "$m" = "$out" ] || echo "$m"; done | paste -sd, -)
        echo "| without the mechanism $out | mediators.turkey.mechanisms | [$(echo "$rest" | sed 's/,/, /g')] | $(shares --set "mediators.turkey.mechanisms=[$rest]") |"
    done
} >"$folder/table"

awk -v table="$folder/table" -v draws="$draws" '
    /<!-- shares -->/ { print; print ""; print "Shares of " draws " sampled scenarios that end in a signed package (`tests/tools/baseline.sh " draws "`); simulation error about +-" sprintf("%.0f", 98 / sqrt(draws)) " points."; print ""
        while ((getline line < table) > 0) print line; print ""; skip = 1 }
    /<!-- end of shares -->/ { skip = 0 }
    !skip { print }' docs/baseline.md >"$folder/page"
cp "$folder/page" docs/baseline.md
