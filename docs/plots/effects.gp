# The mediator's effect on signing at each point of a sweep, with its paired interval.
#   gnuplot -e "dir='results/NAME-sweep'; out='effects.png'" docs/plots/effects.gp
if (!exists("dir")) dir = "results/ukraine-baseline-sweep"
if (!exists("out")) out = "effects.png"
if (!exists("effect")) effect = "mediated-unmediated"
set datafile separator comma
values = sprintf("< awk -F, 'FNR == 1 && NR == 1 { next } NR == FNR { at[$1] = substr($0, index($0, \",\") + 1); gsub(\",\", \"; \", at[$1]); next } $2 == \"%s\" && $3 == \"agreed\" { print at[$1] \",\" 100 * $4 \",\" 100 * $5 \",\" 100 * $6 }' '%s/experiments.csv' '%s/outcomes.csv'", effect, dir, dir)
set terminal pngcairo size 900,500 font "sans,11" noenhanced
set output out
set title "Effect on the share signed, points of 100 (bars: paired 95% intervals)"
set xlabel "point: values of the varied paths, in the order of experiments.csv"
set ylabel "effect"
set xzeroaxis
set grid ytics
set xtics rotate by 15 right
set offsets 0.5, 0.5, 2, 2
unset key
plot values using 0:2:3:4:xtic(1) with yerrorbars pt 7 ps 1.2 lw 2 lc rgb "#0072B2"
