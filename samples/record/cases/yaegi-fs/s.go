package main

import ("fmt"; "os"; "path/filepath")

func main() {
	filepath.Walk("in", func(p string, i os.FileInfo, e error) error { if !i.IsDir() { b, _ := os.ReadFile(p); os.WriteFile("out/"+i.Name(), b, 0o644) }; return nil })
	for i := 0; i < @{n:2:15}; i++ { os.Rename("out/main.@{pick:c|py}", fmt.Sprint("out/r", i)); os.WriteFile("out/main.@{pick:c|py}", nil, 0o644) }
}
