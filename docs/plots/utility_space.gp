# Values of two parties: every package and the Pareto frontier at the central draw, and the agreements of all draws.
#   gnuplot -e "dir='results/NAME'; a='ukraine'; b='russia'; out='utility.png'" docs/plots/utility_space.gp
if (!exists("dir")) dir = "results/ukraine-baseline"
if (!exists("out")) out = "utility.png"
if (!exists("a")) a = "ukraine"
if (!exists("b")) b = "russia"
packages = dir . "/compromises.csv"
runs = dir . "/runs.csv"
set datafile separator comma
set terminal pngcairo size 800,700 font "sans,11" noenhanced
set output out
set title "Packages at the central draw, and agreements of all draws (mediated)"
set xlabel "value to " . a . ", points"
set ylabel "value to " . b . ", points"
set grid
set key top right opaque
mediated(v) = strcol("arm") eq "mediated" ? v : NaN
plot packages using (mediated(column("central_" . a))):(column("central_" . b)) with points pt 7 ps 0.25 lc rgb "#BBBBBB" title "packages", \
     runs using (mediated(column("value_" . a))):(column("value_" . b)) with points pt 7 ps 0.4 lc rgb "#0072B2" title "agreements", \
     packages using (column("central_pareto") == 1 ? mediated(column("central_" . a)) : NaN):(column("central_" . b)) with points pt 5 ps 1 lc rgb "#D55E00" title "Pareto frontier"
