# Families of compromise with 95% intervals, in both arms.
#   gnuplot -e "dir='results/NAME'; out='families.png'" docs/plots/families.gp
if (!exists("dir")) dir = "results/ukraine-baseline"
if (!exists("out")) out = "families.png"
if (!exists("top")) top = 8
file = dir . "/families.csv"
set datafile separator comma
set terminal pngcairo size 1000,90+55*top font "sans,11" noenhanced
set output out
set title "Share of sampled scenarios signed, by family (bars: 95%, simulation error only)"
set xlabel "share of sampled scenarios"
set xrange [0:*]
set yrange [top+0.7:0.3] noreverse
set grid xtics
set key bottom right
set lmargin 48
short(s) = strlen(s) > 62 ? s[1:60] . ".." : s
# Families are named by their options; the same family has the same row in both arms.
plot file using (strcol("arm") eq "mediated" && column("rank") <= top ? column("agreed") : NaN):(column("rank")-0.1):(column("agreed_lo")):(column("agreed_hi")):ytic(strcol("arm") eq "mediated" && column("rank") <= top ? short(strcol("label")) : "") \
       with xerrorbars pt 7 lw 2 lc rgb "#0072B2" title "mediated", \
     file using (strcol("arm") eq "unmediated" && column("rank_mediated") <= top ? column("agreed") : NaN):(column("rank_mediated")+0.15):(column("agreed_lo")):(column("agreed_hi")) \
       with xerrorbars pt 6 lw 2 lc rgb "#D55E00" title "no mediator"
