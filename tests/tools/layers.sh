#!/bin/sh
# layers.sh: a file includes only headers of lower layers or of its own room. Prints each breach; fails when there is one.
# Also: kinds that a party plugs in include the two headers of the information boundary and nothing else of the engine.
set -u
cd "$(dirname "$0")/../.." || exit 1

# Lines `FILE:LINE:#include "HEADER"`.
find src include -name '*.[ch]' -exec grep -Hn '^ *# *include' {} + | awk -F: '
BEGIN {
    n = split("base document import games scenario preference space analysis stability bargaining experiment output cli", rooms, " ")
    for (i = 1; i <= n; i++) level[rooms[i]] = i
    # Public headers and the room that implements them.
    own("base", "arena buffer codes copula diagnostics limits number random sha256 status")
    own("document", "document")
    own("games", "bargain binary_text formula game")
    own("scenario", "keys kind quantity scenario")
    own("analysis", "renege")
    own("preference", "bids consent instance")
    own("space", "space")
    own("import", "domain")
    own("analysis", "model_error reach solution staircase figures solve")
    own("stability", "additive conflict stability")
    own("bargaining", "event session view")
    own("experiment", "design discover drivers experiment journal measure plan sample sensitivity study sweep threshold tipping")
    own("output", "discover_output findings output sensitivity_output solve_output stability_output sweep_output table threshold_output")
}
function own(room, names,    k, list, i) {
    k = split(names, list, " ")
    for (i = 1; i <= k; i++) room_of["negsim/" list[i] ".h"] = room
}
function room_of_file(file,    parts) {
    if (file ~ /^include\/negsim\//) return room_of[substr(file, 9)]
    if (file == "include/negsim.h" || file ~ /^src\/mpi\//) return "cli" # negsim-mpi is the program once more
    split(file, parts, "/")
    return parts[2]
}
{
    file = $1; line = $2; text = $3
    if (match(text, /"[^"]*"/) == 0) next
    header = substr(text, RSTART + 1, RLENGTH - 2)
    from = room_of_file(file)
    if (header == "negsim.h") to = "cli"
    else if (header ~ /^negsim\//) to = room_of[header]
    else if (header ~ /\//) { split(header, parts, "/"); to = parts[1] }
    else to = from # beside its .c
    if (!(from in level)) { print file ":" line ": unknown room or header: add it to tests/tools/layers.sh"; bad = 1; next }
    if (!(to in level)) { print file ":" line ": unknown header " header ": add it to tests/tools/layers.sh"; bad = 1; next }
    if (level[to] > level[from]) { print file ":" line ": " from " may not include " header " (" to ")"; bad = 1 }
    if (to != from && header !~ /^negsim/) { print file ":" line ": " header " is private to " to; bad = 1 }
    if (file ~ /^src\/bargaining\/(tactic|acceptance|offer|opponent)\// && header ~ /^negsim\// &&
        header != "negsim/view.h" && header != "negsim/bids.h" && header != "negsim/kind.h") {
        print file ":" line ": a kind sees negsim/view.h and negsim/bids.h alone, not " header; bad = 1
    }
}
END { exit bad }'
