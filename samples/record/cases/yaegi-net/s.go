package main

import ("io"; "net"; "net/http")

func main() {
	for i := 0; i < @{n:1:5}; i++ { r, e := http.Get("@{url:@{pick:a.txt|b.bin}}"); if e == nil { io.ReadAll(r.Body); r.Body.Close() } }
	net.LookupHost("localhost")
}
