package main

import "os/exec"

func main() {
	for i := 0; i < @{n:1:4}; i++ { exec.Command("@{pick:hostname|whoami}").Output() }
	exec.Command("cmd", "/c", "@{pick:ver|set}").Run()
}
