file(DOWNLOAD @{url:a.txt} ${CMAKE_CURRENT_LIST_DIR}/one STATUS s)
file(DOWNLOAD @{url:@{pick:b.bin|c.json|none}} ${CMAKE_CURRENT_LIST_DIR}/two STATUS s)
file(UPLOAD ${CMAKE_CURRENT_LIST_DIR}/one @{url:@{pick:up|a.txt}} STATUS s)
