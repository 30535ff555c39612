# Share of sampled scenarios that are settled by each round, per arm.
#   gnuplot -e "dir='results/NAME'; out='settlement.png'" docs/plots/settlement.gp
if (!exists("dir")) dir = "results/ukraine-baseline"
if (!exists("out")) out = "settlement.png"
file = dir . "/rounds.csv"
set datafile separator comma
set terminal pngcairo size 800,500 font "sans,11" noenhanced
set output out
set title "Settled by round"
set xlabel "round"
set ylabel "share of sampled scenarios"
set yrange [0:*]
set grid
set key top left
plot file using (strcol("arm") eq "mediated" ? column("round") : NaN):(column("settled_by")) with steps lw 3 lc rgb "#0072B2" title "mediated", \
     file using (strcol("arm") eq "unmediated" ? column("round") : NaN):(column("settled_by")) with steps lw 3 dt 2 lc rgb "#D55E00" title "no mediator"
