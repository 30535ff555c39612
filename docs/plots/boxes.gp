# How a box was found: what each step of the peeling traded between coverage and density.
#   gnuplot -e "dir='results/NAME-discover'; out='peeling.png'" docs/plots/boxes.gp
if (!exists("dir")) dir = "results/ukraine-baseline-discover"
if (!exists("out")) out = "peeling.png"
if (!exists("box")) box = 1
file = dir . "/peeling.csv"
set datafile separator comma
set terminal pngcairo size 700,600 font "sans,11" noenhanced
set output out
set title "Peeling of box " . box
set xlabel "coverage: share of all cases in the box"
set ylabel "density: share of cases among the box's scenarios"
set xrange [0:1.05]
set yrange [0:1.05]
set grid
set key bottom left
of_box(v) = column("box") == box ? v : NaN
plot file using (of_box(column("coverage"))):(column("density")) with linespoints pt 7 ps 0.8 lc rgb "#0072B2" title "steps", \
     file using (of_box(column("chosen")) == 1 ? column("coverage") : NaN):(column("density")) with points pt 5 ps 2 lc rgb "#D55E00" title "chosen"
