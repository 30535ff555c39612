# A share as one number varies, and where it crosses its target.
#   gnuplot -e "dir='results/NAME-threshold'; out='threshold.png'; name='US backing'" docs/plots/threshold.gp
if (!exists("dir")) dir = "results/ukraine-baseline-threshold"
if (!exists("out")) out = "threshold.png"
if (!exists("name")) name = "the number that varies"
points = dir . "/threshold_points.csv"
found = dir . "/threshold.csv"
set datafile separator comma
set terminal pngcairo size 800,500 font "sans,11" noenhanced
set output out
set title "Share of sampled scenarios (bars: simulation error, 95%), and the crossing with its interval"
set xlabel name
set ylabel "share"
set yrange [0:1]
set grid
set key top left
plot points using (column("x")):(column("share")):(column("lo")):(column("hi")) with yerrorbars pt 7 ps 0.7 lc rgb "#0072B2" title "share", \
     found using (column("value")):(column("target")):(column("lo")):(column("hi")) with xerrorbars pt 5 ps 1.3 lw 3 lc rgb "#D55E00" title "crosses the target"
