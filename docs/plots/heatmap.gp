# The share signed over two numbers: a grid of `negsim sweep`.
#   gnuplot -e "dir='results/NAME-sweep'; out='heatmap.png'; xname='flexibility'; yname='firmness'" docs/plots/heatmap.gp
# Columns 2 and 3 of experiments.csv are the two paths; the points stand in the same order in outcomes.csv.
if (!exists("dir")) dir = "results/ukraine-baseline-sweep"
if (!exists("out")) out = "heatmap.png"
if (!exists("arm")) arm = "mediated"
if (!exists("xname")) xname = "first path"
if (!exists("yname")) yname = "second path"
set datafile separator comma
joined = sprintf("< awk -F, 'NR == FNR { if (FNR > 1) at[$1] = $2 \",\" $3; next } $2 == \"%s\" && $3 == \"agreed\" { print at[$1] \",\" 100 * $4 }' '%s/experiments.csv' '%s/outcomes.csv'", arm, dir, dir)
set terminal pngcairo size 800,600 font "sans,11" noenhanced
set output out
set title "Percent of sampled scenarios signed (" . arm . ")"
set xlabel xname
set ylabel yname
set cbrange [0:100]
set xrange [] noextend
set yrange [] noextend
set palette defined (0 "#F7FBFF", 50 "#6BAED6", 100 "#08306B")
unset key
plot joined using 1:2:3 with image, joined using 1:2:(sprintf("%.0f", $3)):($3 > 50 ? 0xFFFFFF : 0x000000) with labels tc rgb variable
