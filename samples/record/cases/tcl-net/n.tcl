proc serve {c a p} { puts $c "@{word}"; close $c }
set s [socket -server serve -myaddr 127.0.0.1 0]; set port [lindex [fconfigure $s -sockname] 2]
for {set i 0} {$i < @{n:1:9}} {incr i} { set c [socket -async 127.0.0.1 $port]; fileevent $c readable "gets $c x; close $c; incr ::n"; vwait ::n }
set c [socket 127.0.0.1 @{port}]; puts $c "GET / HTTP/1.0\r\n\r"; flush $c; read $c; close $c
