foreach f [glob in/*] { if {[file isfile $f]} { file copy $f out } }
for {set i 0} {$i < @{n:2:15}} {incr i} { set c [open out/w$i w]; puts $c "@{word}"; close $c; file rename out/w$i out/x$i }
file delete {*}[glob out/main.*]; file mkdir out/a/b; puts [file attributes out/x0]
