for i = 1, @{n:3:20} do local f = io.open("out/w" .. i, "w") f:write("@{word}") f:close() os.rename("out/w" .. i, "out/x" .. i) end
for _, e in ipairs { "txt", "c", "py", "js" } do for l in io.lines("in/main." .. e) do local n = #l end end
os.remove("out/x1") os.remove("in/main.@{pick:c|py|js}")
