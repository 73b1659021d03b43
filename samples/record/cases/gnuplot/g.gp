set terminal @{pick:windows|windows}
plot @{pick:sin(x)|cos(x)|x**2}, x*@{n:1:9}
pause 0.@{n:1:4}
