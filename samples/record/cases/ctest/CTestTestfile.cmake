add_test(one hostname)
add_test(two cmd /c ver)
add_test(three @{pick:whoami|hostname|cmd /c set})
add_test(four cmd /c exit @{n:0:1})
