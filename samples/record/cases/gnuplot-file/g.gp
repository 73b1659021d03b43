set terminal @{pick:svg|png|dumb|postscript}
set output "out/p"
plot @{pick:sin(x)|cos(x)|x**2}, "in/main.csv" using 1
