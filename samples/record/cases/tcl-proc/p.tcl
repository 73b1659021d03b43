for {set i 0} {$i < @{n:1:4}} {incr i} { exec hostname }
exec cmd /c @{pick:ver|set|echo x}
exec @{pick:whoami|hostname} | cmd /c more
