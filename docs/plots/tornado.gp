# What an outcome hangs on: the leading figure of one method of `negsim sensitivity`, the strongest inputs first.
#   gnuplot -e "dir='results/NAME-sensitivity'; out='tornado.png'" docs/plots/tornado.gp
if (!exists("dir")) dir = "results/ukraine-baseline-sensitivity"
if (!exists("out")) out = "tornado.png"
if (!exists("outcome")) outcome = "agreed"
if (!exists("method")) method = "rank"
if (!exists("figure")) figure = "prcc"
if (!exists("top")) top = 10
file = dir . "/sensitivity.csv"
set datafile separator comma
set terminal pngcairo size 1200,120+40*top font "sans,11" noenhanced
set output out
set title outcome . ": " . figure . " with 95% intervals (sampling error)"
set xlabel figure
set yrange [top+0.7:0.3] noreverse
set grid xtics
set xzeroaxis
set arrow from 0, graph 0 to 0, graph 1 nohead lc rgb "#888888"
set lmargin 70
set ytics font ",9"
shown(n) = strcol("outcome") eq outcome && strcol("method") eq method && strcol("figure") eq figure && column("rank") <= top
plot file using (shown(0) ? column("value") : NaN):(column("rank")):(column("lo")):(column("hi")):ytic(shown(0) ? strcol("path") : NaN) \
       with xerrorbars pt 7 lw 2 lc rgb "#0072B2" notitle
