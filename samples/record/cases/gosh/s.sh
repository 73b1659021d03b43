for i in 1 2 @{pick:3|3 4|}; do hostname; done
x=$(@{pick:whoami|hostname}) ; echo "$x" > out/x
cmd /c ver | cmd /c more
