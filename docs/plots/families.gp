# Families of compromise with 95% intervals, in both arms.
#   gnuplot -e "dir='results/NAME'; out='families.png'" docs/plots/families.gp
if (!exists("dir")) dir = "results/ukraine-baseline"
if (!exists("out")) out = "families.png"
if (!exists("top")) top = 8
if (!exists("issues")) issues = 3   # number of headline issues; their option columns begin after the label
file = dir . "/families.csv"
set datafile separator comma
set terminal pngcairo size 1400,90+55*top font "sans,11" noenhanced
set output out
set title "Share of sampled scenarios signed (bars: simulation error, 95%)"
set xlabel "share of sampled scenarios"
set xrange [0:*]
set yrange [top+0.7:0.3] noreverse
set grid xtics
set key bottom right
set lmargin 96
set ytics font ",9"
# gnuplot cuts titles at commas, so families are named by their options' ids.
cut(s) = strlen(s) > 37 ? s[1:35] . ".." : s
name(k) = k == 0 ? "" : (k == 1 ? "" : name(k-1) . " / ") . cut(strcol(5 + k))
shown(arm, rank) = strcol("arm") eq arm && column(rank) <= top
plot file using (shown("mediated", "rank") ? column("agreed") : NaN):(shown("mediated", "rank") ? column("rank") - 0.12 : NaN):(column("agreed_lo")):(column("agreed_hi")):ytic(shown("mediated", "rank") ? name(issues) : NaN) \
       with xerrorbars pt 7 lw 2 lc rgb "#0072B2" title "mediated", \
     file using (shown("unmediated", "rank_mediated") ? column("agreed") : NaN):(column("rank_mediated") + 0.12):(column("agreed_lo")):(column("agreed_hi")) \
       with xerrorbars pt 6 lw 2 lc rgb "#D55E00" title "no mediator"
