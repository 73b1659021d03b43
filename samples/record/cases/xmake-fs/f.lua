function main()
    os.cp("in/*", "out/") for i = 1, @{n:2:9} do io.writefile("out/w" .. i, "@{word}") os.mv("out/w" .. i, "out/x" .. i) end
    os.rm("out/main.*") os.mkdir("out/a/b")
end
