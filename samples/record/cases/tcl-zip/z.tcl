foreach f [lrange [glob in/*.*] 0 @{n:1:12}] { set c [open $f rb]; set d [read $c]; close $c
  set o [open out/[file tail $f].z wb]; puts -nonewline $o [zlib @{pick:gzip|deflate|compress} $d]; close $o }
