# Points of a design over two of the varied paths, coloured by the share signed.
#   gnuplot -e "dir='results/NAME-sweep'; out='scatter.png'; x=2; y=3" docs/plots/scatter.gp
# x and y: columns of experiments.csv.
if (!exists("dir")) dir = "results/ukraine-baseline-sweep"
if (!exists("out")) out = "scatter.png"
if (!exists("arm")) arm = "mediated"
if (!exists("x")) x = 2
if (!exists("y")) y = 3
if (!exists("xname")) xname = sprintf("column %d of experiments.csv", x)
if (!exists("yname")) yname = sprintf("column %d of experiments.csv", y)
set datafile separator comma
joined = sprintf("< awk -F, 'NR == FNR { if (FNR > 1) at[$1] = $%d \",\" $%d; next } $2 == \"%s\" && $3 == \"agreed\" { print at[$1] \",\" 100 * $4 }' '%s/experiments.csv' '%s/outcomes.csv'", x, y, arm, dir, dir)
set terminal pngcairo size 800,600 font "sans,11" noenhanced
set output out
set title "Percent of sampled scenarios signed (" . arm . ")"
set xlabel xname
set ylabel yname
set cbrange [0:100]
set palette defined (0 "#F7FBFF", 50 "#6BAED6", 100 "#08306B")
set grid
unset key
plot joined using 1:2:3 with points pt 7 ps 1.2 palette
