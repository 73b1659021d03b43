wm title . "@{word}"
for {set i 0} {$i < @{n:2:12}} {incr i} { pack [@{pick:button|label|entry|scale|checkbutton} .w$i] }
pack [canvas .c -width 120 -height 80]
for {set i 0} {$i < @{n:3:30}} {incr i} { .c create @{pick:oval|line|rectangle} $i $i [expr {$i * 3}] 60 }
after @{n:100:500} { destroy . }
